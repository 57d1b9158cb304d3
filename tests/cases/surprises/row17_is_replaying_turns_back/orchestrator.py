def flow(context):
    flags = [context.is_replaying]
    a = context.call_activity("A")
    yield a
    flags.append(context.is_replaying)
    yield context.call_activity("B")
    flags.append(context.is_replaying)
    yield a
    flags.append(context.is_replaying)
    return flags
