"""Orchestrators that fit the recorded payloads of ../shared/histories which carry the SDK's answer."""
import datetime

import azure.durable_functions as df

CITIES = ("Tokyo", "Seattle", "London")


def http_post(context):
    yield context.call_http(
        "POST", "https://localhost:7071/we_just_need_a_uri_to_use_for_testing",
        {"name": "some data", "additional": "data"},
        {"header1": "value1", "header2": "value2"},
        df.ManagedIdentityTokenSource("https://management.core.windows.net/"))


def first_timer_wins(context):
    soon = context.create_timer(context.current_utc_datetime + datetime.timedelta(minutes=5))
    later = context.create_timer(context.current_utc_datetime + datetime.timedelta(minutes=10))
    winner = yield context.task_any([soon, later])
    if winner != soon:
        raise Exception("the later timer came first")
    later.cancel()
    return "Done!"


def entity_call(context):
    return [(yield context.call_entity(df.EntityId("Counter", "myCounter"), "add", 3))]


def entity_call_caught(context):
    try:
        yield context.call_entity(df.EntityId("Counter", "myCounter"), "add", 3)
    except Exception:
        return "Exception thrown"
    return "no exception"


def fan_out(context):
    count = yield context.call_activity("GetActivityCount")
    parts = [context.call_activity("ParrotValue", str(i)) for i in range(count)]
    return (yield context.call_activity("ShowMeTheSum", (yield context.task_all(parts))))


def timers_in_turn(context):
    at = datetime.datetime(2020, 7, 23, 21, 56, 54, 936700, tzinfo=datetime.timezone.utc)
    for seconds in (30, 60, 90):
        yield context.create_timer(at + datetime.timedelta(seconds=seconds))


def _greetings(context, call):
    outputs = []
    for city in CITIES:
        outputs.append((yield call(city)))
    return outputs


def hello(context):
    return (yield from _greetings(context, lambda city: context.call_activity("Hello", city)))


def hello_with_retry(attempts):
    def orchestrator(context):
        options = df.RetryOptions(5000, attempts)
        return (yield from _greetings(
            context, lambda city: context.call_activity_with_retry("Hello", options, city)))
    return orchestrator


hello_twice_tried = hello_with_retry(2)
hello_thrice_tried = hello_with_retry(3)


def hello_together(context):
    options = df.RetryOptions(5000, 3)
    return (yield context.task_all(
        [context.call_activity_with_retry("Hello", options, city) for city in CITIES]))


def hello_race(context):
    options = df.RetryOptions(5000, 3)
    winner = yield context.task_any(
        [context.call_activity_with_retry("Hello", options, city) for city in CITIES[:2]])
    return winner.result


def same_task_twice(context):
    call = context.call_activity("Hello", "Tokyo")
    yield call
    yield call
    return ""


def fewer_and_fewer(context):
    open_calls = [context.call_activity("Hello", city) for city in CITIES[:2]]
    open_calls.remove((yield context.task_any(open_calls)))
    open_calls.append(context.call_activity("Hello", "London"))
    yield context.task_any(open_calls)
    return ""


def only_the_last_is_awaited(context):
    context.call_activity("Hello", "Tokyo")
    context.call_activity("Hello", "Seattle")
    return (yield context.call_activity("Hello", "London"))


class SerializableClass:
    __module__ = "tests.test_utils.testClasses"

    def __init__(self, name):
        self.name = name

    @staticmethod
    def to_json(one):
        return one.name

    @staticmethod
    def from_json(name):
        return SerializableClass(name)


def hello_objects(context):
    return (yield from _greetings(
        context, lambda city: context.call_activity("Hello", SerializableClass(city))))


def raises_at_last(context):
    yield from _greetings(context, lambda city: context.call_activity("Hello", city))
    raise Exception("Oops!")


def times(context):
    outputs = [context.current_utc_datetime.strftime("%m/%d/%Y, %H:%M:%S")]
    for city in CITIES:
        yield context.call_activity("Hello", city)
        outputs.append(context.current_utc_datetime.strftime("%m/%d/%Y, %H:%M:%S"))
    return outputs


def status_object(context):
    yield context.call_activity("Hello", "Tokyo")
    context.set_custom_status({"tokyo": "completed"})


def status_on_the_way(context):
    for city in CITIES:
        yield context.call_activity("Hello", city)
        context.set_custom_status(city + " ->")


def hello_children(context):
    return (yield from _greetings(
        context, lambda city: context.call_sub_orchestrator("HelloSubOrchestrator", city)))


def hello_children_with_retry(context):
    options = df.RetryOptions(5000, 3)
    return (yield from _greetings(
        context, lambda city: context.call_sub_orchestrator_with_retry(
            "HelloSubOrchestrator", options, city)))


def any_that_failed(context):
    winner = yield context.task_any([context.call_activity("Hello", str(i)) for i in range(3)])
    return "exception" if isinstance(winner.result, Exception) else "no exception"
