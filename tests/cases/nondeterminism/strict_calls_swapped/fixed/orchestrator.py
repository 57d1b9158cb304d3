def flow(context):
    lamp = yield context.call_activity("Price", "lamp")
    desk = yield context.call_activity("Price", "desk")
    return {"lamp": lamp, "desk": desk}
