from datetime import timedelta


def flow(context):
    yield context.call_activity("Ask", 1)
    approved = context.wait_for_external_event("Approval")
    timeout = context.create_timer(context.current_utc_datetime + timedelta(hours=1))
    first = yield context.task_any([timeout, approved])
    if first == approved:
        timeout.cancel()
    yield context.call_activity("Audit", 1)
    yield context.call_activity("Tell", approved.result)
    return approved.result
