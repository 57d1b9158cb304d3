import azure.durable_functions as df


def flow(context):
    counter = df.EntityId("Counter", "c1")
    yield context.call_entity(counter, "add", 1)
    value = yield context.call_entity(counter, "get")
    yield context.call_activity("Store", value)
