def flow(context):
    rows = yield context.call_activity("ReadOrders", context.get_input())
    if rows:
        yield context.call_activity("Export", len(rows))
    return "exported"
