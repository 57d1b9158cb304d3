def flow(context):
    value = yield context.wait_for_external_event("Go")
    return value
