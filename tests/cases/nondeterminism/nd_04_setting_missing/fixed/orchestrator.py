def flow(context):
    region = context.get_input()
    stock = yield context.call_activity("ReadStock", region)
    yield context.call_activity("Order", stock)
    return "ordered"
