def three_cities(context):
    tokyo = yield context.call_activity("Hello", "Tokyo")
    seattle = yield context.call_activity("Greet", "Seattle")
    london = yield context.call_activity("Hello", "London")
    return [tokyo, seattle, london]
