def flow(context):
    first = context.wait_for_external_event("X")
    second = context.wait_for_external_event("X")
    values = yield context.task_all([first, second])
    return values
