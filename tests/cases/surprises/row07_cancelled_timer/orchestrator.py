from datetime import timedelta


def flow(context):
    timer = context.create_timer(context.current_utc_datetime + timedelta(hours=1))
    go = context.wait_for_external_event("Go")
    yield context.task_any([timer, go])
    timer.cancel()
    return "done"
