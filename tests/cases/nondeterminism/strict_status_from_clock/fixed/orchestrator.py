def flow(context):
    for step in (1, 2, 3):
        context.set_custom_status(f"step {step}, began {context.current_utc_datetime}")
        yield context.call_activity("Work", step)
    return "worked"
