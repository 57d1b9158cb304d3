def flow(context):
    yield context.wait_for_external_event("Go")
    value = yield context.call_activity("A")
    return value
