def flow(context):
    quotes = [context.call_activity("Quote", shop) for shop in context.get_input()]
    while quotes:
        found = yield context.task_any(quotes)
        quotes.remove(found)
        yield context.call_activity("Offer", found.result)
    return "offered"
