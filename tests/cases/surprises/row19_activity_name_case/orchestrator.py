def flow(context):
    value = yield context.call_activity("Hello")
    return value
