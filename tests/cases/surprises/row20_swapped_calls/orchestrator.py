def flow(context):
    fee = yield context.call_activity("Charge", "fee")
    card = yield context.call_activity("Charge", "card")
    return {"card": card, "fee": fee}
