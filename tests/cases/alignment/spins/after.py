def flow(context):
    shelf = yield context.call_activity("Reserve", 12)
    yield context.call_activity("Audit", shelf)
    raise SystemExit(3)
