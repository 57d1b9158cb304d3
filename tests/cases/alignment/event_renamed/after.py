from datetime import timedelta


def flow(context):
    yield context.call_activity("Ask", 1)
    approved = context.wait_for_external_event("Approved")
    yield approved
    yield context.call_activity("Tell", approved.result)
    return approved.result
