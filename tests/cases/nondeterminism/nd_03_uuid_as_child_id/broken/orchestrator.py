import uuid


def flow(context):
    order = context.get_input()
    child = "ship-" + str(uuid.uuid4())
    yield context.call_sub_orchestrator("ShipOrder", order, child)
    yield context.call_activity("Close", order)
    return child
