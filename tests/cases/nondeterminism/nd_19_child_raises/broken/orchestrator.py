def flow(context):
    order = context.get_input()
    yield context.call_activity("Reserve", order)
    yield context.call_sub_orchestrator("Payment", order, "payment-41")
    return "done"
