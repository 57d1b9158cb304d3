import azure.durable_functions as df

from ..shared import names


def run(context):
    yield context.call_activity(names.FIRST)


main = df.Orchestrator.create(run)
