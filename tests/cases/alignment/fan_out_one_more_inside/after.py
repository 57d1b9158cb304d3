def flow(context):
    names = ["Oslo", "Rome", "Lima"]
    tasks = [context.call_activity("Measure", name) for name in names]
    tasks.insert(1, context.call_activity("Audit", 0))
    found = yield context.task_all(tasks)
    yield context.call_activity("Store", found)
    return found
