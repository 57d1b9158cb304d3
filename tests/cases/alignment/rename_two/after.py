def flow(context):
    shelf = yield context.call_activity("Reserve", 12)
    receipt = yield context.call_activity("Bill", shelf)
    yield context.call_activity("Send", receipt)
    return "done"
