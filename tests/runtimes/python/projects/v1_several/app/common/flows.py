from azure.durable_functions import Orchestrator


def beta_flow(context):
    yield context.call_activity("Beta")


beta = Orchestrator.create(beta_flow)
