def flow(context):
    for page in range(5000):
        yield context.call_activity("Load", page)
    return "loaded"
