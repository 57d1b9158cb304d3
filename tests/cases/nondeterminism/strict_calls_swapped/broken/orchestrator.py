def flow(context):
    desk = yield context.call_activity("Price", "desk")
    lamp = yield context.call_activity("Price", "lamp")
    return {"lamp": lamp, "desk": desk}
