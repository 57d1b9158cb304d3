def flow(context):
    order = context.get_input()
    if not context.is_replaying:
        yield context.call_activity("Notify", order)
    receipt = yield context.call_activity("Charge", order)
    return receipt
