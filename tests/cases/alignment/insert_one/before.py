def flow(context):
    shelf = yield context.call_activity("Reserve", 12)
    receipt = yield context.call_activity("Charge", shelf)
    yield context.call_activity("Ship", receipt)
    return "done"
