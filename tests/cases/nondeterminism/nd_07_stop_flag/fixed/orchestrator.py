def flow(context):
    done = []
    stop = context.wait_for_external_event("Stop")
    for part in context.get_input():
        copy = context.call_activity("Copy", part)
        first = yield context.task_any([stop, copy])
        if first == stop:
            yield copy
            yield context.call_activity("Save", done)
            return "stopped"
        done.append(copy.result)
    return "copied"
