from datetime import timedelta


def flow(context):
    yield context.create_timer(context.current_utc_datetime + timedelta(minutes=30))
    yield context.call_activity("Delete", context.get_input())
    return "deleted"
