def flow(context):
    yield context.call_activity("Prepare")
    manager = yield context.wait_for_external_event("Approve")
    director = yield context.wait_for_external_event("Approve")
    return [manager, director]
