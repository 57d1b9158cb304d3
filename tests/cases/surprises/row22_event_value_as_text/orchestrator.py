def flow(context):
    approved = yield context.wait_for_external_event("Approve")
    return [approved, type(approved).__name__, bool(approved)]
