import azure.durable_functions as df


def flow(context):
    options = df.RetryOptions(60_000, 3)
    receipt = yield context.call_activity_with_retry("Charge", options, context.get_input())
    return receipt
