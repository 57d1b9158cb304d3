"""Retry: the payment service answers at the third attempt."""
import logging

import azure.durable_functions as df

app = df.DFApp()


@app.orchestration_trigger(context_name="context")
def retry_third(context: df.DurableOrchestrationContext):
    order = context.get_input()
    retry = df.RetryOptions(first_retry_interval_in_milliseconds=5000, max_number_of_attempts=3)
    # One yield for the code, but ids 0 to 4 in the history: call, wait, call, wait, call.
    receipt = yield context.call_activity_with_retry("ChargeCard", retry, order)
    logging.info("order %s: %s", order["order"], receipt)
    return receipt
