def flow(context):
    value = yield context.call_activity("A")
    return value
