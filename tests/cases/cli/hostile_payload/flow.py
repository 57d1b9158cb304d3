def flow(context):
    first = yield context.call_activity("A", 1)
    return first
