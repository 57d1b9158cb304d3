def waits(context):
    first = context.wait_for_external_event("Go")
    second = context.wait_for_external_event("Go")
    winner = yield context.task_any([first, second])
    yield context.call_activity("Tell", "first" if winner is first else "second")
