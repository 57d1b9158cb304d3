from datetime import timedelta


def flow(context):
    item = context.wait_for_external_event("Item")
    while not item.is_completed:
        due = context.current_utc_datetime + timedelta(minutes=5)
        timer = context.create_timer(due)
        yield context.task_any([item, timer])
        if item.is_completed:
            timer.cancel()
        else:
            yield context.call_activity("LookAround")
    yield context.call_activity("Handle", item.result)
    return "handled"
