def flow(context):
    order = context.get_input()
    yield context.call_activity("Reserve", order)
    yield context.call_activity("Charge", order)
    yield context.call_activity("Ship", order)
    return "done"


def flow_v2(context):
    order = context.get_input()
    yield context.call_activity("Charge", order)
    yield context.call_activity("Ship", order)
    return "done"
