def flow(context):
    order = context.get_input()
    decision = yield context.wait_for_external_event("Decision")
    yield context.call_activity("Ship" if decision else "Cancel", order)
    return "done"
