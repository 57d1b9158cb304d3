def flow(context):
    names = ["Oslo", "Rome"]
    tasks = [context.call_activity("Measure", name) for name in names]
    found = yield context.task_all(tasks)
    yield context.call_activity("Store", found)
    return found
