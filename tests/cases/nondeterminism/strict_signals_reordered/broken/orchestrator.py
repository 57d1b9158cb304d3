import azure.durable_functions as df


def flow(context):
    counter = df.EntityId("Counter", "orders")
    context.signal_entity(counter, "note", "packed")
    context.signal_entity(counter, "add", 1)
    yield context.call_activity("Pack")
    return "packed"
