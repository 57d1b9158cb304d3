def flow(context):
    given = context.get_input()
    order = given["order"] if isinstance(given, dict) else given
    yield context.call_activity("Reserve", order)
    return "reserved"
