def flow(context):
    shelf = yield context.call_activity("Reserve", 12)
    shelf = {"place": shelf}["shelf"]
    receipt = yield context.call_activity("Charge", shelf)
    yield context.call_activity("Ship", receipt)
    return "done"
