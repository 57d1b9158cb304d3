from datetime import datetime, timedelta


def flow(context):
    yield context.call_activity("Remind", "first")
    due = datetime.utcnow() + timedelta(hours=1)
    yield context.create_timer(due)
    yield context.call_activity("Remind", "second")
    return "reminded"
