def flow(context):
    order = context.get_input()
    yield context.call_activity("Reserve", order)
    yield context.call_activity("Chrage", order)
    return "done"
