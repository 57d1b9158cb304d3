def flow(context):
    yield context.call_activity("Audit", 0)
    shelf = yield context.call_activity("Reserve", 12)
    receipt = yield context.call_activity("Charge", shelf)
    yield context.call_activity("Ship", receipt)
    return "done"
