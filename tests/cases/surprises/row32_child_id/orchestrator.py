def flow(context):
    value = yield context.call_sub_orchestrator("Child", 1)
    return value
