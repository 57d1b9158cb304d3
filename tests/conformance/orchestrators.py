"""The orchestrators of the conformance suite; orchestrators.cpp holds their native twins."""
from datetime import timedelta


def sequence(context):
    a = yield context.call_activity("Echo", "a")
    b = yield context.call_activity("Echo", a + "b")
    context.set_custom_status(b)
    return b


def fan_out(context):
    tasks = [context.call_activity("Square", n) for n in (3, 1, 2)]
    return sum((yield context.task_all(tasks)))


def approval_or_timer(context):
    timer = context.create_timer(context.current_utc_datetime + timedelta(minutes=5))
    event = context.wait_for_external_event("Approval")
    winner = yield context.task_any([event, timer])
    if winner == event:
        timer.cancel()
        return event.result
    return (yield context.call_activity("Escalate"))


def failure_caught(context):
    try:
        yield context.call_activity("Fail", 1)
    except Exception as e:
        return (yield context.call_activity("CleanUp", str(e).split(" ")[0]))


def failure_uncaught(context):
    yield context.call_activity("Echo", 1)
    yield context.call_activity("Fail", 2)


def raises(context):
    yield context.call_activity("Echo", 1)
    raise ValueError("user error")


def no_yield(context):
    return context.get_input()


def early_return(context):
    slow = context.call_activity("Slow")
    fast = context.call_activity("Fast")
    winner = yield context.task_any([slow, fast])
    return winner == fast


def same_task_twice(context):
    task = context.call_activity("Echo", 1)
    a = yield task
    b = yield task
    return [a, b]


def any_over_finished(context):
    a = context.call_activity("Echo", 1)
    b = context.call_activity("Echo", 2)
    yield a
    yield b
    winner = yield context.task_any([b, a])
    return winner == b


def any_over_finished_and_new(context):
    a = context.call_activity("Echo", 1)
    yield a
    b = context.call_activity("Echo", 2)
    yield context.task_any([a, b])
    return (yield b)  # the SDK breaks here: the any has taken an id for b and scheduled nothing


def empty_all(context):
    yield context.task_all([])
    return (yield context.call_activity("Echo", 1))


def again(context):
    n = context.get_input()
    yield context.call_activity("Echo", n)
    context.continue_as_new(n + 1)
