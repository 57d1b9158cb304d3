def run(context):
    print("begin", context.is_replaying)
    a = yield context.call_activity("A", 1)
    b = yield context.call_activity("B", a)
    return [a, b]
