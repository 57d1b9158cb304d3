import azure.durable_functions as df
from shared.names import RESERVE

bp = df.Blueprint()


@bp.orchestration_trigger(context_name="context")
def process_order(context: df.DurableOrchestrationContext):
    yield context.call_activity(RESERVE, context.instance_id)


@bp.activity_trigger(input_name="order")
def reserve(order):
    return order
