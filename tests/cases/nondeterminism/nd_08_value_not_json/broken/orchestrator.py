def flow(context):
    table = yield context.call_activity("ReadOrders", context.get_input())
    if not table.empty:  # a data frame in the activity, a list of dicts here
        yield context.call_activity("Export", len(table))
    return "exported"
