def flow(context):
    flags = [context.is_replaying]
    yield context.call_activity("A")
    flags.append(context.is_replaying)
    yield context.call_activity("B")
    return flags
