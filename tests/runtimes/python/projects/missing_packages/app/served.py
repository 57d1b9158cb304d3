from azure.durable_functions.models.actions.NoSuch import NoSuch


def flow(context):
    yield context.call_activity("A")
