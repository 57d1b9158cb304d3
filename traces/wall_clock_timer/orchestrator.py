"""Reminds after an hour, counted from the wall clock: each pass asks for another time."""
from datetime import datetime, timedelta, timezone

import azure.durable_functions as df

app = df.DFApp()


@app.orchestration_trigger(context_name="context")
def wall_clock_timer(context: df.DurableOrchestrationContext):
    invoice = context.get_input()
    yield context.call_activity("SendInvoice", invoice)
    due = datetime.now(timezone.utc) + timedelta(hours=1)
    yield context.create_timer(due)
    yield context.call_activity("SendReminder", invoice)
    return "reminded"
