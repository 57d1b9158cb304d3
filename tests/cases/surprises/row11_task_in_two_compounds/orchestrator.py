def flow(context):
    a = context.call_activity("A")
    b = context.call_activity("B")
    c = context.call_activity("C")
    first = context.task_any([a, b])
    second = context.task_any([a, c])
    yield first
    yield second
    return "done"
