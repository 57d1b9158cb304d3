def load(context):
    yield context.call_activity("Load")
