def three_cities(context):
    tokyo = yield context.call_activity("Hello", "Tokyo")
    seattle = yield context.call_activity("Hello", "Portland")
    london = yield context.call_activity("Hello", "London")
    return [tokyo, seattle, london]
