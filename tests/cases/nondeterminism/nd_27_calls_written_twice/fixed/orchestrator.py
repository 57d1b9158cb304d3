def flow(context):
    done = 0
    for first in range(0, 100, 25):
        part = range(first, first + 25)
        copies = [context.call_activity("Copy", number) for number in part]
        done += len((yield context.task_all(copies)))
    return done
