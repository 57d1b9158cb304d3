def flow(context):
    receipt = yield context.call_activity("Charge", context.get_input())
    return receipt
