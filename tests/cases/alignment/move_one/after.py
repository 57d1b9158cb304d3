def flow(context):
    shelf = yield context.call_activity("Reserve", 12)
    receipt = yield context.call_activity("Charge", shelf)
    yield context.call_activity("Ship", receipt)
    yield context.call_activity("Audit", 1)
    return "done"
