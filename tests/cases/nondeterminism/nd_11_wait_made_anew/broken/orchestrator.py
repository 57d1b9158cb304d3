from datetime import timedelta


def flow(context):
    while True:
        due = context.current_utc_datetime + timedelta(minutes=5)
        timer = context.create_timer(due)
        item = context.wait_for_external_event("Item")
        first = yield context.task_any([item, timer])
        if first == item:
            timer.cancel()
            yield context.call_activity("Handle", item.result)
            return "handled"
        yield context.call_activity("LookAround")
