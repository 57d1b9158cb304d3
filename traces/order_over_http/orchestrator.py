"""An order: reserve, then wait for the payment, but not for ever, and ship."""
from datetime import timedelta

import azure.durable_functions as df

app = df.DFApp()


@app.orchestration_trigger(context_name="context")
def order_over_http(context: df.DurableOrchestrationContext):
    order = context.get_input()
    checks = [
        context.call_activity("ReserveStock", order["id"]),
        context.call_activity("CheckAddress", order["address"]),
    ]
    yield context.task_all(checks)

    deadline = context.create_timer(context.current_utc_datetime + timedelta(hours=2))
    paid = context.wait_for_external_event("Paid")
    winner = yield context.task_any([paid, deadline])
    if winner == deadline:
        yield context.call_activity("ReleaseStock", order["id"])
        return "expired"

    deadline.cancel()
    parcel = yield context.call_activity("Ship", order["id"])
    return f"{order['id']} is on its way as {parcel}"
