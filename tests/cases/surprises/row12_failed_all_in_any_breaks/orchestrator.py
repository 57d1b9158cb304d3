from datetime import timedelta


def flow(context):
    both = context.task_all([context.call_activity("A"), context.call_activity("B")])
    timer = context.create_timer(context.current_utc_datetime + timedelta(hours=1))
    yield context.task_any([both, timer])
    timer.cancel()
    yield context.call_activity("CleanUp")
