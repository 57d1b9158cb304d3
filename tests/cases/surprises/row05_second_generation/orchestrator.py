def flow(context):
    count = context.get_input()
    note = yield context.wait_for_external_event("Note")
    result = yield context.call_activity("Work", count)
    return [count, note, result]
