"""Monitor: look at a job again and again, with a durable timer between the looks."""
import logging
from datetime import timedelta

import azure.durable_functions as df

app = df.DFApp()


@app.orchestration_trigger(context_name="context")
def monitor(context: df.DurableOrchestrationContext):
    job = context.get_input()
    give_up = context.current_utc_datetime + timedelta(minutes=job["minutes"])

    while context.current_utc_datetime < give_up:
        status = yield context.call_activity("GetJobStatus", job["id"])
        if status == "Completed":
            yield context.call_activity("SendAlert", f"{job['id']} is done")
            return "completed"

        if not context.is_replaying:
            logging.info("%s is %s", job["id"], status)
        next_look = context.current_utc_datetime + timedelta(seconds=job["every_seconds"])
        yield context.create_timer(next_look)

    return "gave up"
