def flow(context):
    shelf = yield context.call_activity("Reserve", 12)
    while True:
        yield context.call_activity("Poll", shelf)
