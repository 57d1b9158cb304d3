def flow(context):
    shelf = yield context.call_activity("Reserve", 12)
    price = yield context.call_activity("Price", shelf)
    receipt = yield context.call_activity("Charge", price["amount"])
    yield context.call_activity("Ship", receipt)
    return "done"
