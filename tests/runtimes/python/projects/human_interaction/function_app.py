from datetime import timedelta

import azure.functions as func
import azure.durable_functions as df

app = func.FunctionApp()


@app.orchestration_trigger(context_name="context")
def approval(context: df.DurableOrchestrationContext):
    due = context.current_utc_datetime + timedelta(hours=72)
    timeout = context.create_timer(due)
    approved = context.wait_for_external_event("Approval")
    winner = yield context.task_any([approved, timeout])
    if approved == winner:
        timeout.cancel()
        yield context.call_activity("Process", approved.result)
    else:
        yield context.call_activity("Escalate")
    context.set_custom_status("over")
    context.continue_as_new({"again": True})
