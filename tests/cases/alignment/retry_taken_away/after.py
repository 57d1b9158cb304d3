import azure.durable_functions as df

OPTIONS = df.RetryOptions(5000, 3)


def fetch_failed(found):
    return found is None


def flow(context):
    found = yield context.call_activity("Fetch", 1)
    yield context.call_activity("Store", found)
    return found
