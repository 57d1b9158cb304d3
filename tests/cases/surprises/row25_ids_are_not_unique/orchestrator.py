def flow(context):
    a = yield context.call_activity("A")
    b = yield context.call_activity("B")
    return [a, b]
