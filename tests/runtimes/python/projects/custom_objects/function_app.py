from typing import Optional

import azure.durable_functions as df
from models import Money, Place

app = df.DFApp()


@app.orchestration_trigger(context_name="context", input_type=Money)
def pay(context: df.DurableOrchestrationContext):
    given: Optional[Money] = context.get_input()
    print(type(given).__name__, given)
    money = yield context.call_activity("Convert", {"price": Money(3, "EUR"), "to": [Place("x")]})
    print(type(money).__name__, money)
    return money


@app.orchestration_trigger(context_name="context")
def typed(context):
    value = context.get_input(expected_type=Money)
    print(type(value).__name__, value)
    yield context.call_activity("Next", value)
