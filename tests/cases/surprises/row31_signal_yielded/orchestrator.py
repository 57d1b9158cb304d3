import azure.durable_functions as df


def flow(context):
    yield context.signal_entity(df.EntityId("counter", "k1"), "add", 1)
    return "done"
