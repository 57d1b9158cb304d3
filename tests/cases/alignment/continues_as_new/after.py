def flow(context):
    count = context.get_input()
    yield context.call_activity("Tick", count)
    yield context.call_activity("Audit", count)
    context.continue_as_new(count + 1)
