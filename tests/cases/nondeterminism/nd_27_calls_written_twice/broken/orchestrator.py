def flow(context):
    copies = [context.call_activity("Copy", number) for number in range(100)]
    done = yield context.task_all(copies)
    return len(done)
