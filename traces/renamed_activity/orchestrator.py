"""ChargeCard became ChargePayment while this instance was on its way."""
import logging

import azure.durable_functions as df

app = df.DFApp()


@app.orchestration_trigger(context_name="context")
def renamed_activity(context: df.DurableOrchestrationContext):
    order = context.get_input()
    logging.info("order %s", order["order"])
    yield context.call_activity("ReserveStock", order)
    yield context.call_activity("ChargePayment", order)  # recorded as ChargeCard
    yield context.call_activity("ShipOrder", order)
    return "shipped"
