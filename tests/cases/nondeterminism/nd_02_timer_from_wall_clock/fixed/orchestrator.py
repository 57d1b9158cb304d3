from datetime import timedelta


def flow(context):
    yield context.call_activity("Remind", "first")
    due = context.current_utc_datetime + timedelta(hours=1)
    yield context.create_timer(due)
    yield context.call_activity("Remind", "second")
    return "reminded"
