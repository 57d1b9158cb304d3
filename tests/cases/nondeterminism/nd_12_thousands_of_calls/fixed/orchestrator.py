def flow(context):
    first = context.get_input() or 0
    for page in range(first, min(first + 100, 5000)):
        yield context.call_activity("Load", page)
    if first + 100 < 5000:
        context.continue_as_new(first + 100)
        return None
    return "loaded"
