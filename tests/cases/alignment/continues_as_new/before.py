def flow(context):
    count = context.get_input()
    yield context.call_activity("Tick", count)
    context.continue_as_new(count + 1)
