def flow(context):
    value = yield context.call_activity("Second")
    return value
