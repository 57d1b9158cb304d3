import azure.durable_functions as df


def flow(context):
    shop = context.get_input()
    counter = df.EntityId("Counter", "stock-" + shop)
    left = yield context.call_entity(counter, "take", 1)
    yield context.call_activity("Pack", left)
    return left
