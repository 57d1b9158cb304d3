def flow(context):
    quotes = [context.call_activity("Quote", shop) for shop in context.get_input()]
    while quotes:
        yield context.task_any(quotes)
        found = next(task for task in quotes if task.is_completed and task.result["price"])
        quotes.remove(found)
        yield context.call_activity("Offer", found.result)
    return "offered"
