"""Human interaction: wait for an approval, but not for ever."""
import logging
from datetime import timedelta

import azure.durable_functions as df

app = df.DFApp()


@app.orchestration_trigger(context_name="context")
def human_interaction(context: df.DurableOrchestrationContext):
    expense = context.get_input()
    yield context.call_activity("RequestApproval", expense)

    deadline = context.create_timer(context.current_utc_datetime + timedelta(hours=24))
    approval = context.wait_for_external_event("Approval")
    winner = yield context.task_any([approval, deadline])

    if winner == approval:
        deadline.cancel()  # a timer left running would keep the instance alive for a day
        receipt = yield context.call_activity("PayExpense", expense)
        return f"{receipt}, approved by {approval.result['by']}"

    logging.warning("nobody answered about %s", expense["id"])
    yield context.call_activity("Escalate", expense)
    return "escalated"
