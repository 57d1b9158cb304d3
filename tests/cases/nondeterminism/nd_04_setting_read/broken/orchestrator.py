import os


def flow(context):
    amount = context.get_input()
    if amount > int(os.environ.get("YIELDSCOPE_APPROVAL_LIMIT", "100")):
        yield context.call_activity("AskForApproval", amount)
    yield context.call_activity("Pay", amount)
    return "paid"
