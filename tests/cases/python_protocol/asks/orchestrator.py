from datetime import timedelta


def run(context):
    timer = context.create_timer(context.current_utc_datetime + timedelta(minutes=5))
    event = context.wait_for_external_event("Go")
    first = yield context.task_any([timer, event])
    if first == event:
        timer.cancel()
    both = context.task_all([first])
    context.set_custom_status({"both": both.is_completed})
    return first.result
