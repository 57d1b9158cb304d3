def flow(context):
    both = context.task_all([context.call_activity("A"), context.call_activity("B")])
    try:
        yield both
    except Exception:
        yield context.call_activity("CleanUp")
    return [both.state.name, type(both.result[0]).__name__, both.result[1]]
