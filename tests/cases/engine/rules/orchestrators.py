"""Orchestrators whose state documents follow from the SDK's rules; one function a case file."""
import datetime

import azure.durable_functions as df


def returns_beside_an_error(context):
    """The SDK raises while it opens the compound, and the code runs on and returns."""
    first = context.call_activity("A", 1)
    twice = context.call_activity("B", 2)
    inner = context.task_any([twice, first, twice])
    done = context.task_any([])
    yield context.task_any([done, inner])
    return "returned all the same"


def status_that_cannot_be_written(context):
    """A waiting pass breaks on its custom status; one that is mended in time does not."""
    context.set_custom_status({1, 2})
    yield context.call_activity("A", 1)
    context.set_custom_status("mended")
    yield context.call_activity("B", 2)
    status = ["grows"]
    context.set_custom_status(status)
    status.append(object())
    yield context.call_activity("C", 3)


def empty_set_as_status(context):
    """Falsy, so never written."""
    context.set_custom_status(set())
    yield context.call_activity("A", 1)


def list_grows_after_all(context):
    """The compound's children are the caller's own list."""
    calls = [context.call_activity("A", 1)]
    both = context.task_all(calls)
    calls.append(context.call_activity("B", 2))
    return (yield both)


def list_shrinks_after_any(context):
    calls = [context.call_activity("A", 1), context.call_activity("B", 2)]
    first = context.task_any(calls)
    del calls[0]
    winner = yield first
    return [winner.result, winner is calls[0]]


def ids_of_tasks(context):
    """Read before and after the first yield, and in a name."""
    call = context.call_activity("A", 1)
    signal = context.signal_entity(df.EntityId("Counter", "k"), "add", 1)
    seen = [call.id, signal.id, context.wait_for_external_event("go").id]
    yield call
    seen.append(call.id)
    both = context.task_all([context.call_activity("B", call.id)])
    seen.append(both.id)
    yield both
    return seen


def entity_times_out(context):
    """The host's own words are no JSON, and stand behind white space."""
    try:
        yield context.call_entity(df.EntityId("Counter", "k"), "get")
    except Exception as error:
        return str(error)


def surrogate_in_the_error(context):
    yield context.call_activity("A", 1)
    raise ValueError("half \ud83d of a pair")


def long_timer(context):
    """20 days: three legs of three days and the rest, under schema V3."""
    until = context.current_utc_datetime + datetime.timedelta(days=20)
    timer = context.create_timer(until)
    seen = [type(timer).__name__, timer.id]
    seen.append((yield timer))
    yield context.call_activity("After")
    return seen


def long_timer_of_another_zone(context):
    """Its last leg is written in the wall time of its own zone."""
    zone = datetime.timezone(datetime.timedelta(hours=5, minutes=30))
    until = context.current_utc_datetime + datetime.timedelta(days=6, microseconds=1)
    yield context.create_timer(until.astimezone(zone))


def cancelled_long_timer(context):
    """Cancelling one changes nothing that is sent."""
    timer = context.create_timer(context.current_utc_datetime + datetime.timedelta(days=9))
    approval = context.wait_for_external_event("Approve")
    winner = yield context.task_any([timer, approval])
    timer.cancel()
    return [winner is approval, timer.is_canceled(), hasattr(timer, "is_cancelled")]


def naive_timer_under_v3(context):
    yield context.create_timer(datetime.datetime(2030, 1, 2))


def early_event(context):
    """Raised before the wait: 1.3 tells the host of the wait, 1.2 does not."""
    yield context.call_activity("A", 1)
    value = yield context.wait_for_external_event("go")
    return value


class Point:
    def __init__(self, x):
        self.x = x

    @staticmethod
    def to_json(point):
        return [point.x]

    @staticmethod
    def from_json(data):
        return Point(*data)


def custom_object_as_output(context):
    yield context.call_activity("A", Point(1))
    return Point(2)


def http_with_everything(context):
    answer = yield context.call_http(
        "POST", "https://api.test/x", {"a": [1, None]}, {"h": "v"},
        df.ManagedIdentityTokenSource("https://management.test/"))
    plain = yield context.call_http("GET", "https://api.test/y", "text")
    return [answer["statusCode"], plain]


def retried_in_a_race(context):
    options = df.RetryOptions(first_retry_interval_in_milliseconds=500, max_number_of_attempts=2)
    call = context.call_activity_with_retry("Flaky", options, {"n": 1})
    child = context.call_sub_orchestrator_with_retry("Kid", options, [1], "kid-1")
    timer = context.create_timer(context.current_utc_datetime + datetime.timedelta(minutes=1))
    winner = yield context.task_any([context.task_all([call, child]), timer])
    if winner is timer:
        return "late"
    timer.cancel()
    return winner.result


def continues_after_an_error(context):
    """An exception that follows continue_as_new fails the orchestration; the document is done."""
    yield context.call_activity("A", 1)
    context.continue_as_new({"n": 1})
    context.set_custom_status(0)
    raise KeyError("late")
