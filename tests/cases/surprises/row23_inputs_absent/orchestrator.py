def flow(context):
    a = yield context.call_activity("A", {"city": "Tokyo"})
    b = yield context.call_activity("B", {"city": "Tokyo"})
    return a + b
