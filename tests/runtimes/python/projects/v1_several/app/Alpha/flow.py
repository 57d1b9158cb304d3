import azure.durable_functions as df
import __app__.common.names as names
from common.names import TWO


def orchestrate(context):
    yield context.call_activity(names.ONE)
    yield context.call_activity(TWO)


run_alpha = df.Orchestrator.create(orchestrate)
