def flow(context):
    a = context.call_activity("A")
    b = context.call_activity("B")
    yield context.task_any([a, b])
    first = context.current_utc_datetime
    value = yield b
    return [value, first == context.current_utc_datetime]
