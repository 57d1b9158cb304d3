def flow(context):
    order = context.get_input()["order"]  # was the number itself before
    yield context.call_activity("Reserve", order)
    return "reserved"
