def flow(context):
    yield context.call_activity("Prepare")
    first = yield context.wait_for_external_event("X")
    second = yield context.wait_for_external_event("X")
    return [first, second]
