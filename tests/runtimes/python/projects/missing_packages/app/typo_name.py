from shared_code.rates import RATEZ


def flow(context):
    yield context.call_activity("A")
