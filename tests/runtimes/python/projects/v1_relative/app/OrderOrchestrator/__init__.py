import azure.functions as func
import azure.durable_functions as df

from ..shared_code import helpers
from ..shared_code.models import Order
from .local_part import GREETING


def orchestrator_function(context: df.DurableOrchestrationContext):
    order = context.get_input()
    print(type(order).__name__, type(order).__module__, isinstance(order, Order))
    yield context.call_activity(helpers.ACTIVITY, GREETING)
    total = yield from helpers.charge(context, order)
    return total


main = df.Orchestrator.create(orchestrator_function)
