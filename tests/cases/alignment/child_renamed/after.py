def flow(context):
    a = yield context.call_sub_orchestrator("Prepare", 1)
    b = yield context.call_sub_orchestrator("Compile", a)
    yield context.call_sub_orchestrator("Publish", b)
