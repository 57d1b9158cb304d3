def flow(context):
    yield context.call_activity("A")
    yield context.call_activity("B")
    yield context.call_activity("NEW")
