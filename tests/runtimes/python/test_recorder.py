"""The recorder in a host: it changes nothing there, and its own troubles stay its own."""
import inspect
import io
import json
import logging
import os
import subprocess
import sys
import tempfile
import traceback
import unittest
from unittest import mock

import recording_host as host
from recording_host import df, yieldscope_recorder as recorder


class InFolder(unittest.TestCase):
    def setUp(self):
        self.scratch = tempfile.TemporaryDirectory()
        self.addCleanup(self.scratch.cleanup)
        self.folder = os.path.join(self.scratch.name, "recordings")
        recorder._failures[0] = 0
        recorder.set_folder("/")

    def record(self, function):
        return recorder.record(function, folder=self.folder)

    def no_failures(self):
        self.assertEqual(recorder.failures(), 0)


class Switch(InFolder):
    def test_without_a_folder_the_function_is_given_back(self):
        def flow(context):
            yield

        with mock.patch.dict(os.environ):
            os.environ.pop("YIELDSCOPE_RECORD", None)
            self.assertIs(recorder.record(flow), flow)
            self.assertIs(recorder.record()(flow), flow)
            os.environ["YIELDSCOPE_RECORD"] = self.folder
            self.assertIsNot(recorder.record(flow), flow)

    def test_what_it_cannot_wrap_it_gives_back_and_says_so_once(self):
        async def flow(context):
            pass

        with mock.patch.object(sys, "stderr", io.StringIO()) as said:
            self.assertIs(self.record(flow), flow)
            self.assertEqual(self.record(5), 5)
        self.assertEqual(
            said.getvalue(),
            "yieldscope_recorder: not recorded: TypeError: record() takes a generator function or "
            "Orchestrator.create(...), not function; with decorators it stands lowest (further "
            "failures are only counted)\n")
        self.assertEqual(recorder.failures(), 2)


class SameBehaviour(InFolder):
    """A wrapped generator function against the same one alone."""

    def both(self, function, drive):
        """What `drive` sees of each: values, exceptions, tracebacks."""
        seen = [drive(function), drive(self.record(function))]
        self.assertEqual(seen[0], seen[1])
        self.no_failures()
        return seen[0]

    def test_it_is_a_generator_function_with_the_same_face(self):
        def flow(context: int, *, more=None):
            """Says so."""
            yield

        wrapped = self.record(flow)
        self.assertTrue(inspect.isgeneratorfunction(wrapped))
        self.assertEqual(inspect.signature(wrapped), inspect.signature(flow))
        self.assertEqual((wrapped.__name__, wrapped.__doc__, wrapped.__module__),
                         (flow.__name__, flow.__doc__, flow.__module__))
        made = wrapped(1)
        self.assertTrue(inspect.isgenerator(made))
        self.assertIsNone(made.send(None))
        self.assertIsNotNone(made.gi_frame)
        with self.assertRaises(StopIteration):
            made.send(None)
        self.assertIsNone(made.gi_frame)

    def test_values_go_both_ways(self):
        def flow(first):
            second = yield first
            third = yield second
            return [first, second, third]

        def drive(function):
            made = function("a")
            seen = [next(made), made.send({"b": 1})]
            try:
                made.send(None)
            except StopIteration as stop:
                seen.append(stop.value)
            return seen

        self.assertEqual(self.both(flow, drive), ["a", {"b": 1}, ["a", {"b": 1}, None]])

    def test_what_is_thrown_in_is_the_same_object_with_the_same_traceback(self):
        thrown = ValueError("in")

        def flow():
            try:
                yield 1
            except ValueError as error:
                yield error is thrown, error.__context__, len(traceback.extract_tb(
                    error.__traceback__))
            yield sys.exc_info()

        def drive(function):
            thrown.__traceback__ = None
            made = function()
            return [next(made), made.throw(thrown), next(made)]

        self.assertEqual(self.both(flow, drive), [1, (True, None, 1), (None, None, None)])

    def test_what_comes_out_has_the_same_context_and_frames(self):
        def inner():
            yield 1
            raise KeyError("k")

        def flow():
            try:
                yield from inner()
            except KeyError:
                raise ValueError("v")

        def drive(function):
            made = function()
            next(made)
            try:
                next(made)
            except ValueError as error:
                frames = [frame.name for frame in traceback.extract_tb(error.__traceback__)]
                if sys.version_info < (3, 11):  # there a bare raise restores our frame
                    frames = [name for name in frames if name != "recorded"]
                return repr(error), repr(error.__context__), frames

        self.assertEqual(self.both(flow, drive), ("ValueError('v')", "KeyError('k')",
                                                  ["drive", "flow"]))

    def test_closing(self):
        seen = []

        def flow():
            try:
                yield 1
            finally:
                seen.append("closed")

        def stubborn():
            for _ in range(2):
                try:
                    yield 1
                except GeneratorExit:
                    seen.append("no")

        def drive(function):
            del seen[:]
            made = function()
            next(made)
            try:
                made.close()
            except RuntimeError as error:
                seen.append(str(error))
            return list(seen)

        self.assertEqual(self.both(flow, drive), ["closed"])
        self.assertEqual(self.both(stubborn, drive), ["no", "generator ignored GeneratorExit"])

    def test_a_function_that_is_no_generator_function(self):
        def flow(value):
            return (item for item in [value]) if value else "nothing"

        self.assertEqual(self.both(flow, lambda function: function(0)), "nothing")
        self.assertEqual(self.both(flow, lambda function: list(function(5))), [5])


class Handle(InFolder):
    """Orchestrator.create(fn), wrapped, against the same alone."""

    def test_every_pass_is_answered_alike(self):
        module, whole = host.load("approval")
        alone = df.Orchestrator.create(module.approval)
        wrapped = self.record(df.Orchestrator.create(module.approval))
        self.assertEqual((wrapped.__name__, wrapped.__qualname__),
                         (alone.__name__, alone.__qualname__))
        self.assertIs(wrapped.orchestrator_function, module.approval)
        for payload in host.payloads(whole):
            self.assertEqual(host.answer(wrapped, payload), host.answer(alone, payload))
        self.no_failures()
        self.assertEqual([line["pass"]["outcome"]["kind"] for line in host.only(self.folder)[1:]],
                         ["waiting", "waiting", "waiting", "waiting", "returned"])

    def test_an_error_is_the_same_error(self):
        def flow(context):
            yield context.call_activity("Find")
            raise ValueError("no such city")

        _, whole = host.load("approval")
        payload = list(host.payloads(whole))[1]
        said = host.answer(self.record(df.Orchestrator.create(flow)), payload)
        self.assertEqual(said, host.answer(df.Orchestrator.create(flow), payload))
        self.assertTrue(said[1].startswith("no such city\n\n$OutOfProcData$:{"))
        self.assertEqual(host.only(self.folder)[1]["pass"]["outcome"]["message"], "no such city")

    def test_the_sdk_s_own_object_stays_as_it_is(self):
        def flow(context):
            yield

        main = df.Orchestrator.create(flow)
        self.record(main)
        self.assertIs(main.__closure__[0].cell_contents, flow)

    def test_a_v2_function(self):
        app = df.DFApp()

        @app.orchestration_trigger(context_name="context")
        @recorder.record(folder=self.folder)
        def flow(context):
            return (yield context.call_activity("Find"))

        _, whole = host.load("approval")
        for payload in list(host.payloads(whole))[:2]:
            said = flow._function._func(payload)
        self.assertEqual(json.loads(said)["output"], "Tokyo")
        self.assertEqual(len(host.only(self.folder)), 3)

    def test_an_installed_sdk(self):
        """Where the real package is there, it is recorded; else this says so."""
        code = ("import sys; sys.path.insert(0, {!r})\n"
                "import azure.durable_functions as df, yieldscope_recorder as r\n"
                "def flow(context):\n    return (yield context.call_activity('Find'))\n"
                "main = r.record(df.Orchestrator.create(flow), folder={!r})\n"
                "for payload in sys.stdin: main(payload)\n").format(
                    host.paths.RUNTIME, self.folder)
        ran = subprocess.run([sys.executable, "-c", code], input="".join(
            payload + "\n" for payload in list(host.payloads(host.load("approval")[1]))[:2]),
            stderr=subprocess.PIPE, universal_newlines=True, env=dict(os.environ, PYTHONPATH=""))
        if "No module named 'azure" in ran.stderr:
            sys.stderr.write("\nNOT TESTED: azure-functions-durable is not installed for {}; the "
                             "recorder was tried against the stand-in only.\n".format(
                                 sys.executable))
            return
        self.assertEqual((ran.returncode, ran.stderr), (0, ""))
        self.assertEqual(len(host.only(self.folder)), 3)


class Trap:
    """Says when it is looked at."""

    calls = []

    def _called(self, *_):
        Trap.calls.append(1)
        raise AssertionError("the user's code was called")

    __repr__ = __str__ = __eq__ = __bool__ = __len__ = __iter__ = _called
    __hash__ = None
    secret = property(_called)


class Hands(InFolder):
    """Nothing of the user's is called."""

    def test_locals_values_and_errors(self):
        class Failure(Exception):
            __str__ = __repr__ = Trap._called

        def flow(argument):
            kept = [Trap(), {"k": Trap()}]
            got = yield Trap()
            got = yield {"deep": [got, kept]}
            raise Failure(Trap())

        made = self.record(flow)(Trap())
        next(made)
        made.send(Trap())
        with self.assertRaises(Failure):
            made.send(None)
        self.no_failures()
        self.assertEqual(Trap.calls, [])
        ended = host.only(self.folder)[1]["pass"]["outcome"]
        self.assertEqual((ended["type"], ended["message"]), ("Failure", '"<Trap>"'))

    def test_logging_is_heard_and_stays_as_it_was(self):
        def flow():
            logging.getLogger("x").warning("a %s %d %s", "b", 5, Trap())
            logging.getLogger("x").debug("nobody asked for this")
            yield 1

        handlers = list(logging.getLogger().handlers)
        with mock.patch.object(logging.getLogger("x"), "disabled", False), \
                mock.patch.object(logging.getLogger("x"), "propagate", False), \
                mock.patch.object(logging, "lastResort", None):
            next(self.record(flow)())
        self.assertEqual(logging.getLogger().handlers, handlers)
        (log,) = host.only(self.folder)[1]["yields"][0]["logs"]
        self.assertEqual((log["stream"], log["level"], log["text"]),
                         ("logging", "WARNING", "a b 5 <Trap>"))


class Trouble(InFolder):
    """The recorder cannot write: the host never hears of it but for one line."""

    def test_a_folder_that_is_none(self):
        with open(self.folder, "w"):
            pass
        module, whole = host.load("approval")
        alone = df.Orchestrator.create(module.approval)
        with mock.patch.object(sys, "stderr", io.StringIO()) as said:
            wrapped = self.record(df.Orchestrator.create(module.approval))
            for payload in host.payloads(whole):
                self.assertEqual(host.answer(wrapped, payload), host.answer(alone, payload))
        self.assertEqual(said.getvalue().count("\n"), 1)
        self.assertIn("yieldscope_recorder: not recorded: FileExistsError: ", said.getvalue())
        self.assertEqual(recorder.failures(), 5)

    def test_a_fault_of_its_own_at_every_step(self):
        def flow(context):
            got = yield context.call_activity("Find")
            return got

        _, whole = host.load("approval")
        payload = list(host.payloads(whole))[1]
        alone = df.Orchestrator.create(flow)(payload)
        for name in ("arrive", "look", "settle_one", "whole", "look_at_end", "clock"):
            with mock.patch.object(recorder.DurableTasks, name, side_effect=OSError(name)), \
                    mock.patch.object(sys, "stderr", io.StringIO()):
                self.assertEqual(self.record(df.Orchestrator.create(flow))(payload), alone)
        self.assertEqual(recorder.failures(), 6)

    def test_a_crash_loses_at_most_the_last_pass(self):
        code = ("import sys, os; sys.path.insert(0, {!r})\n"
                "import recording_host as host\n"
                "module, whole = host.load('approval')\n"
                "main = host.yieldscope_recorder.record(host.df.Orchestrator.create("
                "module.approval), folder={!r})\n"
                "module.ship = lambda *_: os._exit(3)\n"
                "for payload in host.payloads(whole): main(payload)\n").format(
                    os.path.dirname(os.path.abspath(__file__)), self.folder)
        ran = subprocess.run([sys.executable, "-c", code])
        self.assertEqual(ran.returncode, 3)
        self.assertEqual([line["pass"]["number"] for line in host.only(self.folder)[1:]], [1, 2])


if __name__ == "__main__":
    unittest.main()
