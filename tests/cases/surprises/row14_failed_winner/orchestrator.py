def flow(context):
    a = context.call_activity("A")
    b = context.call_activity("B")
    winner = yield context.task_any([a, b])
    return type(winner.result).__name__
