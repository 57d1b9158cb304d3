"""The context records what the SDK would send and raises what the SDK raises."""
import datetime
import json
import unittest

import paths  # noqa: F401
from _yieldscope import jsontext
from _yieldscope.context import DurableOrchestrationContext, clock_from_ticks
from _yieldscope.shim import durable_functions as df

TICKS = 17041032011234567  # 2024-01-01T10:00:01.1234567Z


class Asked(Exception):
    pass


class Run:
    def ask(self, op):
        raise Asked(op)


def context(given=None, ticks=TICKS):
    return DurableOrchestrationContext(Run(), {
        "instance": "abc", "parent": None, "input": given, "clock": ticks, "replaying": True})


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

    @staticmethod
    def to_json(point):
        return [point.x, point.y]

    @staticmethod
    def from_json(members):
        return Point(*members)


class Calls(unittest.TestCase):
    def op(self, call):
        made = context()
        call(made)
        return made._ops[-1]

    def test_activity(self):
        self.assertEqual(self.op(lambda c: c.call_activity("A", {"k": [1, None]})),
                         ("activity", 0, "A", '{"k": [1, null]}'))

    def test_retry(self):
        self.assertEqual(
            self.op(lambda c: c.call_activity_with_retry("A", df.RetryOptions(5000, 3), "x")),
            ("activity_with_retry", 0, "A", '"x"', 3,
             '{"firstRetryIntervalInMilliseconds": 5000, "maxNumberOfAttempts": 3}'))

    def test_sub_orchestration(self):
        self.assertEqual(self.op(lambda c: c.call_sub_orchestrator("S", 1, "child")),
                         ("sub_orchestration", 0, "S", "1", "child"))
        self.assertEqual(
            self.op(lambda c: c.call_sub_orchestrator_with_retry("S", df.RetryOptions(1, 2)))[:6],
            ("sub_orchestration_with_retry", 0, "S", "null", None, 2))

    def test_http_encodes_string_content_again(self):
        op = self.op(lambda c: c.call_http("POST", "https://x.test", "text", None,
                                           df.ManagedIdentityTokenSource("r")))
        self.assertEqual(json.loads(op[4]), {
            "method": "POST", "uri": "https://x.test", "content": '"text"', "headers": None,
            "tokenSource": {"resource": "r", "kind": "AzureManagedIdentity"}})

    def test_http_content_is_plain_json(self):
        with self.assertRaises(TypeError) as caught:
            context().call_http("POST", "https://x.test", {"p": Point(1, 2)})
        self.assertEqual(str(caught.exception), "Object of type Point is not JSON serializable")

    def test_entity_ids_are_lower_case_names(self):
        entity = df.EntityId("Counter", "One")
        self.assertEqual(self.op(lambda c: c.call_entity(entity, "get")),
                         ("entity_call", 0, "get", "@counter@One", "null"))
        self.assertEqual(self.op(lambda c: c.signal_entity(entity, "add", 5)),
                         ("entity_signal", 0, "add", "@counter@One", "5"))

    def test_timer_and_its_cancellation(self):
        made = context()
        timer = made.create_timer(datetime.datetime(2024, 5, 1, 10, 5, 1, 137000))
        timer.cancel()
        self.assertTrue(timer.is_cancelled)
        self.assertEqual(made._ops, [("timer", 0, "2024-05-01T10:05:01.137000Z"), ("cancel", 0)])

    def test_a_compound_of_nothing_is_asked_for(self):
        with self.assertRaises(Asked):
            context().task_all([])

    def test_custom_objects(self):
        text = self.op(lambda c: c.call_activity("A", Point(1, 2)))[3]
        self.assertEqual(json.loads(text), {"__class__": "Point", "__module__": __name__,
                                            "__data__": [1, 2]})
        self.assertEqual(jsontext.loads(text).y, 2)

    def test_a_status_that_grew_is_recorded_again(self):
        made = context()
        status = [1]
        made.set_custom_status(status)
        status.append(2)
        made._record_status(is_new=False)
        made._record_status(is_new=False)
        self.assertEqual(made._ops, [("custom_status", "[1]"), ("custom_status", "[1, 2]")])


class Checks(unittest.TestCase):
    def raises(self, kind, message, call):
        with self.assertRaises(kind) as caught:
            call(context())
        self.assertEqual(str(caught.exception), message)

    def test_arguments(self):
        self.raises(ValueError, "function_name cannot be empty", lambda c: c.call_activity(""))
        self.raises(ValueError, "retry_options cannot be empty",
                    lambda c: c.call_activity_with_retry("A", None))
        self.raises(ValueError, "external_event_name cannot be empty",
                    lambda c: c.wait_for_external_event(""))
        self.raises(ValueError, "('fireAt: Expected valid datetime object but got ', 5)",
                    lambda c: c.create_timer(5))
        self.raises(ValueError,
                    "first_retry_interval_in_milliseconds valuemust be greater than 0.",
                    lambda c: df.RetryOptions(0, 3))
        self.raises(AttributeError, "'int' object has no attribute 'parent'",
                    lambda c: c.task_any([5]))
        self.raises(TypeError, "object of type 'generator' has no len()",
                    lambda c: c.task_all(c.call_activity(name) for name in "AB"))

    def test_a_bare_function_is_no_name(self):
        self.raises(
            ValueError,
            "The `call_activity` API received a `Callable` without an associated Azure Functions "
            "trigger-type. Please ensure you're using the Python programming model V2 and that "
            "your activity function is annotated with the `activity_trigger`decorator. Otherwise, "
            "provide in the name of the activity as a string.",
            lambda c: c.call_activity(print))

    def test_the_wrong_trigger(self):
        app = df.DFApp()

        @app.orchestration_trigger(context_name="context")
        def flow(context):
            yield

        self.raises(
            ValueError,
            "Received function with Trigger-type `orchestrationTrigger` but expected "
            "`ActivityTrigger`. Ensure your function is annotated with the `ActivityTrigger` "
            "decorator or directly pass in the name of the function as a string.",
            lambda c: c.call_activity(flow))

    def test_what_is_no_json_raises_at_the_call_and_leaves_no_task(self):
        made = context()
        with self.assertRaises(TypeError) as caught:
            made.call_activity("A", {1, 2})
        self.assertEqual(str(caught.exception),
                         "class <class 'set'> does not expose a `to_json` function")
        self.assertEqual((made._ops, made._tasks), ([], []))

    def test_a_finished_timer_cannot_be_cancelled(self):
        made = context()
        timer = made.create_timer(made.current_utc_datetime)
        from _yieldscope.tasks import SUCCEEDED
        timer.state = SUCCEEDED
        with self.assertRaisesRegex(ValueError, "^Cannot cancel a completed task.$"):
            timer.cancel()


class Reads(unittest.TestCase):
    def test_guids_follow_the_check_vectors(self):
        made = context()
        self.assertEqual(made.new_uuid(), "bb5b076d-4457-509a-8f17-f448e13ce653")
        self.assertEqual(str(made.new_guid()), "abc4931d-fdf4-5b90-95de-b0667d011b42")

    def test_the_clock_is_cut_to_microseconds(self):
        self.assertEqual(str(clock_from_ticks(TICKS)), "2024-01-01 10:00:01.123456+00:00")

    def test_input_forms(self):
        self.assertIsNone(context(None).get_input())
        self.assertEqual(context({"text": '"{\\"a\\": 1}"'}).get_input(), '{"a": 1}')
        self.assertEqual(context({"json": '{"a": 1}'}).get_input(), {"a": 1})
        with self.assertRaises(TypeError) as caught:
            context({"json": "[1]"}).get_input()
        self.assertEqual(str(caught.exception),
                         "the JSON object must be str, bytes or bytearray, not list")
        with self.assertRaises(json.JSONDecodeError):
            context({"text": "bare"}).get_input()

    def test_a_history_never_causes_an_import(self):
        text = '{"__class__": "X", "__module__": "this.module.is.not.loaded", "__data__": 1}'
        self.assertEqual(jsontext.loads(text)["__class__"], "X")

    def test_scalars_are_dumped_as_json_dumps_does(self):
        for value in (None, True, 0, -1, 1.5, 1e300, 2 ** 60, "", "\u00e9\u4e2d\U0001F600", [],
                      {}, [None, {"a": [1]}], float("nan"), (1, 2)):
            self.assertEqual(jsontext.dumps(value), json.dumps(value))

    def test_loads_is_json_loads(self):
        for text in ("null", " 1 ", "[1, 2]", '"\\ud83d\\ude00"', "1e5", "NaN"):
            self.assertEqual(repr(jsontext.loads(text)), repr(json.loads(text)))
        for text in ("", "{", "1 2", "nul"):
            with self.assertRaises(json.JSONDecodeError) as ours:
                jsontext.loads(text)
            with self.assertRaises(json.JSONDecodeError) as theirs:
                json.loads(text)
            self.assertEqual(str(ours.exception), str(theirs.exception))


if __name__ == "__main__":
    unittest.main()
