def flow(context):
    while True: pass
    yield context.call_activity("A", 1)
