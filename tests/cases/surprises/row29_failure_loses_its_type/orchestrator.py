def flow(context):
    try:
        value = yield context.call_activity("Reserve")
    except ValueError:
        value = "handled"
    return value
