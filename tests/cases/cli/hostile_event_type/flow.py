def another(context):
    yield context.call_activity("B")


def flow(context):
    yield context.call_activity("A")
