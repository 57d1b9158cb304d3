def flow(context):
    rows = yield context.call_activity("List", context.get_input())
    context.set_custom_status({"found": rows})
    yield context.call_activity("Copy", len(rows))
    return len(rows)
