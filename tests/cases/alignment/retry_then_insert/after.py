import azure.durable_functions as df

OPTIONS = df.RetryOptions(5000, 3)


def flow(context):
    found = yield context.call_activity_with_retry("Fetch", OPTIONS, 1)
    yield context.call_activity("Audit", found)
    yield context.call_activity("Store", found)
    return found
