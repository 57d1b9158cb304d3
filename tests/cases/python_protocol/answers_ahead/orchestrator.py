def run(context):
    total = 0
    for n in range(3):
        total += yield context.call_activity("Add", n)
    print("half", context.is_replaying)
    first = context.call_activity("Add", total)
    yield first
    both = context.task_all([first])
    try:
        yield context.call_activity("Fail", both.result)
    except Exception as error:
        context.set_custom_status(str(error))
    last = yield context.call_activity("Add", 9)
    return [total, last]
