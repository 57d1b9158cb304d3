def flow(context):
    order = context.get_input()
    child = "ship-" + context.new_uuid()
    yield context.call_sub_orchestrator("ShipOrder", order, child)
    yield context.call_activity("Close", order)
    return child
