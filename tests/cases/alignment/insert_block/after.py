def flow(context):
    shelf = yield context.call_activity("Reserve", 12)
    yield context.call_activity("Audit", shelf)
    yield context.call_activity("Weigh", shelf)
    yield context.call_activity("Label", shelf)
    receipt = yield context.call_activity("Charge", shelf)
    yield context.call_activity("Ship", receipt)
    return "done"
