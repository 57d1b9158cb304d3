def three_cities(context):
    tokyo = yield context.call_activity("Hello", "Tokyo")
    seattle = yield context.call_activity("Hello", "Seattle")
    london = yield context.call_activity("Hello", "London")
    return [tokyo, seattle, london]


def renamed_activity(context):
    order = context.get_input()
    yield context.call_activity("ReserveStock", order)
    yield context.call_activity("ChargeCard", order)
    yield context.call_activity("ShipOrder", order)
    return "shipped"
