def flow(context):
    yield context.wait_for_external_event("Go")
