def flow(context):
    order = context.get_input()
    yield context.call_activity("ReserveStock", order)
    yield context.call_activity("ChargePayment", order)
    yield context.call_activity("ShipOrder", {"order": order["order"], "item": "lamp, packed"})
