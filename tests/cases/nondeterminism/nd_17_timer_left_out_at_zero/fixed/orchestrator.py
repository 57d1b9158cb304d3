from datetime import timedelta


def flow(context):
    grace_minutes = context.get_input()["grace minutes"]
    if grace_minutes:
        yield context.create_timer(
            context.current_utc_datetime + timedelta(minutes=grace_minutes))
    yield context.call_activity("Delete", context.get_input())
    return "deleted"
