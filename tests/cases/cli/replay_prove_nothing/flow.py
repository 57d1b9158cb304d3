def flow(context):
    yield context.call_activity("A", 1)
