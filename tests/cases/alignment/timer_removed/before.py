from datetime import timedelta


def flow(context):
    yield context.call_activity("Start", 1)
    yield context.create_timer(context.current_utc_datetime + timedelta(minutes=5))
    yield context.call_activity("Check", 1)
    yield context.create_timer(context.current_utc_datetime + timedelta(hours=1))
    yield context.call_activity("Stop", 1)
