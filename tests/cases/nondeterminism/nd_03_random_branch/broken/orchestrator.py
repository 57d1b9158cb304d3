import random


def flow(context):
    order = context.get_input()
    if random.random() < 0.000001:  # one order in a million
        yield context.call_activity("Audit", order)
    yield context.call_activity("Ship", order)
    return "shipped"
