"""The same rename, but the renamed call is the last thing that was recorded."""
import logging

import azure.durable_functions as df

app = df.DFApp()


@app.orchestration_trigger(context_name="context")
def renamed_last_call(context: df.DurableOrchestrationContext):
    order = context.get_input()
    logging.info("order %s", order["order"])
    yield context.call_activity("ReserveStock", order)
    yield context.call_activity("ChargePayment", order)  # recorded as ChargeCard, not answered yet
    yield context.call_activity("ShipOrder", order)
    return "shipped"
