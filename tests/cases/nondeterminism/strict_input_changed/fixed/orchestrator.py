def flow(context):
    order = context.get_input()
    yield context.call_activity("Charge", order)
    yield context.call_activity("Ship", order)
    return "done"
