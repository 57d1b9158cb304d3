def flow(context):
    order = context.get_input()
    is_drawn = yield context.call_activity("DrawForAudit", order)
    if is_drawn:
        yield context.call_activity("Audit", order)
    yield context.call_activity("Ship", order)
    return "shipped"
