def flow(context):
    amount = context.get_input()
    limit = yield context.call_activity("ReadApprovalLimit")
    if amount > limit:
        yield context.call_activity("AskForApproval", amount)
    yield context.call_activity("Pay", amount)
    return "paid"
