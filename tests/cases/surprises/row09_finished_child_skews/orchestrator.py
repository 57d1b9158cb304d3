def flow(context):
    a = context.call_activity("A")
    yield a
    b = context.call_activity("B")
    yield context.task_any([a, b])
    value = yield context.call_activity("C")
    return value
