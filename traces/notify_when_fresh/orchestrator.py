"""Asks for a call only while nothing is replayed, and so leaves its own history."""
import azure.durable_functions as df

app = df.DFApp()


@app.orchestration_trigger(context_name="context")
def notify_when_fresh(context: df.DurableOrchestrationContext):
    order = context.get_input()
    if not context.is_replaying:  # good for a log line, wrong for a call
        yield context.call_activity("NotifyCustomer", order)
    receipt = yield context.call_activity("ChargeCard", order)
    return receipt
