def flow(context):
    a = context.call_activity("A")
    b = context.call_activity("B")
    both = context.task_all([a, b])
    yield a
    values = yield both
    return values
