def flow(context):
    context.set_custom_status("working")
    yield context.call_activity("A")
    context.set_custom_status([])
