def flow(context):
    yield context.call_activity("A")
    return context.current_utc_datetime.isoformat()
