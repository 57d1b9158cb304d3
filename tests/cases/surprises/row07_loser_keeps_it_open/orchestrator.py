def flow(context):
    a = context.call_activity("A")
    b = context.call_activity("B")
    yield context.task_any([a, b])
    return "done"
