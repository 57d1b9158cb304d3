from datetime import timedelta


def flow(context):
    timer = context.create_timer(context.current_utc_datetime + timedelta(days=3))
    approval = context.wait_for_external_event("Approval")
    winner = yield context.task_any([timer, approval])
    if winner == approval:
        yield context.call_activity("Pay", approval.result)
        return "paid"
    return "too late"
