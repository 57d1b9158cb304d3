import shared_code.ratez


def flow(context):
    yield context.call_activity("A")
