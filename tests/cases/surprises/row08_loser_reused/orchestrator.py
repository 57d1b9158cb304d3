def flow(context):
    a = context.call_activity("A")
    b = context.call_activity("B")
    yield context.task_any([a, b])
    c = context.call_activity("C")
    yield context.task_any([b, c])
    value = yield context.call_activity("E")
    return value
