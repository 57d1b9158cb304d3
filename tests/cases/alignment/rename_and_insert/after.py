def flow(context):
    shelf = yield context.call_activity("Hold", 12)
    receipt = yield context.call_activity("Charge", shelf)
    yield context.call_activity("Audit", receipt)
    yield context.call_activity("Ship", receipt)
    return "done"
