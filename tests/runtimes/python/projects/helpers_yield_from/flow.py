import azure.durable_functions as df
from lib.retrying import with_fallback


def prepare(context, name):
    """A helper one level down."""
    token = yield context.call_activity("Token", name)
    return token


def run(context: df.DurableOrchestrationContext):
    token = yield from prepare(context, "a")
    result = yield from with_fallback(context, "Work", token)
    return result


main = df.Orchestrator.create(run)
