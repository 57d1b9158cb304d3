def flow(context):
    order = context.get_input()
    yield context.call_activity("Reserve", order)
    try:
        yield context.call_sub_orchestrator("Payment", order, "payment-41")
    except Exception:
        yield context.call_activity("Release", order)
        return "released"
    return "done"
