def flow(context):
    results = yield context.task_all([context.call_activity("A", n) for n in context.get_input()])
    return [result for result in results]
