import os


def renamed_activity(context):
    order = context.get_input()
    yield context.call_activity("ReserveStock", order)
    yield context.call_activity("ChargePayment", order)


def three_cities(context):
    yield context.call_activity("Hello", "Tokyo")
    os._exit(7)
