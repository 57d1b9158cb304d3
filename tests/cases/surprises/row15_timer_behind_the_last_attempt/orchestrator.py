import azure.durable_functions as df


def flow(context):
    options = df.RetryOptions(5000, 2)
    value = yield context.call_activity_with_retry("A", options, 1)
    return value
