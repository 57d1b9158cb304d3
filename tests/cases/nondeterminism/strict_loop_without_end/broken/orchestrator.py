from datetime import timedelta


def flow(context):
    while True:
        yield context.create_timer(context.current_utc_datetime + timedelta(minutes=1))
        yield context.call_activity("Sweep")
