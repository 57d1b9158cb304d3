from datetime import timedelta

GRACE_MINUTES = 0  # was 10 when the instance started


def flow(context):
    if GRACE_MINUTES:
        yield context.create_timer(
            context.current_utc_datetime + timedelta(minutes=GRACE_MINUTES))
    yield context.call_activity("Delete", context.get_input())
    return "deleted"
