"""The function chaining tutorial: three calls, each waiting for the one before."""
import logging

import azure.durable_functions as df

app = df.DFApp()


@app.orchestration_trigger(context_name="context")
def three_cities(context: df.DurableOrchestrationContext):
    logging.info("Greeting three cities")  # runs in every pass, so it is logged in every pass
    tokyo = yield context.call_activity("Hello", "Tokyo")
    seattle = yield context.call_activity("Hello", "Seattle")
    london = yield context.call_activity("Hello", "London")
    return [tokyo, seattle, london]
