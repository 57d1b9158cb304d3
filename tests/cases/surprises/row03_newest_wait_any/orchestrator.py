def flow(context):
    first = context.wait_for_external_event("X")
    second = context.wait_for_external_event("X")
    winner = yield context.task_any([first, second])
    return "second" if winner == second else "first"
