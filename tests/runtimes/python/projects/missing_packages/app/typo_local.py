from shared_cod.rates import RATES


def flow(context):
    yield context.call_activity("A")
