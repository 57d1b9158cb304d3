import azure.functions as func
import azure.durable_functions as df
from azure.durable_functions.models.DurableEntityContext import DurableEntityContext

app = df.DFApp(http_auth_level="anonymous")


@app.entity_trigger(context_name="context", entity_name="Counter")
def counter(context: df.DurableEntityContext):
    current = context.get_state(lambda: 0)
    context.set_state(current + context.get_input())
    context.set_result(current)


class Basket:
    def __init__(self):
        self.items = []

    @staticmethod
    def dispatch(context: DurableEntityContext):
        return None


basket = df.Entity.create(Basket.dispatch)


@app.orchestration_trigger(context_name="context")
def count(context: df.DurableOrchestrationContext):
    entity = df.EntityId("Counter", "myCounter")
    context.signal_entity(entity, "add", 3)
    value = yield context.call_entity(entity, "get")
    return [value, str(entity), df.EntityId.get_entity_id("@a@b").key]
