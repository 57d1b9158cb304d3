"""The orchestrators of the conformance suite; orchestrators.cpp holds their native twins."""
from datetime import timedelta

import azure.durable_functions as df


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


def retried(context):
    options = df.RetryOptions(1000, 3)
    return (yield context.call_activity_with_retry("Flaky", options, "x"))


def all_of_retries(context):
    options = df.RetryOptions(500, 2)
    tasks = [context.call_activity_with_retry("Flaky", options, n) for n in (1, 2)]
    return (yield context.task_all(tasks))


def children(context):
    unnamed = yield context.call_sub_orchestrator("Child", [1, 2])
    named = yield context.call_sub_orchestrator("Child", "b", "child-1")
    return [unnamed, named]


def child_retried(context):
    options = df.RetryOptions(5000, 2)
    unnamed = context.call_sub_orchestrator_with_retry("Child", options)
    named = context.call_sub_orchestrator_with_retry("Named", options, "b", "child-2")
    return (yield context.task_all([unnamed, named]))


def entities(context):
    counter = df.EntityId("Counter", "k1")
    context.signal_entity(counter, "add", 2)
    value = yield context.call_entity(counter, "get")
    context.signal_entity(counter, "reset")
    try:
        yield context.call_entity(counter, "fail", 1)
    except Exception as e:
        return [value, str(e)]


def requests(context):
    plain = yield context.call_http("GET", "https://example.invalid/status")
    posted = yield context.call_http(
        "POST", "https://example.invalid/orders", ["a", 1.5], {"X-First": "1", "X-Second": "\u00e4"},
        df.ManagedIdentityTokenSource("https://example.invalid/.default"))
    return [plain, posted]


def guids(context):
    first = [context.new_uuid(), str(context.new_guid()), context.new_uuid()]
    yield context.call_activity("Echo", first)
    return first + [context.new_uuid(), str(context.new_guid())]


def facts(context):
    context.set_custom_status("replaying" if context.is_replaying else "for the first time")
    yield context.call_activity("Echo", context.get_input())
    context.set_custom_status("replaying" if context.is_replaying else "for the first time")
    yield context.call_activity("Echo", _time_of(context))
    context.continue_as_new(_time_of(context))
    return [context.instance_id, context.parent_instance_id or "none",
            "again" if context.will_continue_as_new else "done"]


def _time_of(context):
    return context.current_utc_datetime.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def timers(context):
    now = context.current_utc_datetime
    yield context.create_timer(now + timedelta(milliseconds=1500))
    soon = context.create_timer(context.current_utc_datetime + timedelta(seconds=30))
    late = context.create_timer(now + timedelta(hours=2))
    winner = yield context.task_any([soon, late])
    late.cancel()
    return [winner == soon, soon.is_completed, late.is_completed]


def cancels_what_fired(context):
    timer = context.create_timer(context.current_utc_datetime + timedelta(seconds=1))
    yield timer
    timer.cancel()


def events(context):
    a = context.wait_for_external_event("A")
    b = context.wait_for_external_event("B")
    both = yield context.task_all([b, a])
    again = yield context.wait_for_external_event("A")
    return both + [again]


def any_over_all(context):
    both = context.task_all([context.call_activity("Echo", n) for n in (1, 2)])
    timer = context.create_timer(context.current_utc_datetime + timedelta(days=1))
    winner = yield context.task_any([both, timer])
    timer.cancel()
    return [winner == both, timer.is_completed]


def all_fails(context):
    good = context.call_activity("Echo", 1)
    bad = context.call_activity("Fail", 2)
    try:
        yield context.task_all([good, bad])
    except Exception as e:
        return str(e).split(" ")[0]
