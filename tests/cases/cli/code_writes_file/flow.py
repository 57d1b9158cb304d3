def flow(context):
    open("/tmp/yieldscope_must_not_be", "w")
    yield context.call_activity("A", 1)
