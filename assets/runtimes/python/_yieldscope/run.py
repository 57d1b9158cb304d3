"""One run of one instance: starts passes, resumes them, reports what the code did (PROTOCOL.md).

The engine owns every task; this only carries resumes in and ops out. Passes that were seen before
are gone through by replaying.py without asking the engine.
"""
import inspect
import json
import types

from . import capture, order, output, watch
from .context import DurableOrchestrationContext
from .jsontext import dumps, loads
from .module_state import ModuleState
from .places import (chain_key, place_of, place_of_frame, place_of_traceback, qualified_name,
                     shown_file, suspended_frames)
from .plain import PlainContext
from .report import (advance_line, error_text, place_json, return_json, stop_ask, stop_broke,
                     stop_not_a_task, stop_raised, stop_yield, yield_line)
from .script import Entry
from .tasks import (FAILED, SUCCEEDED, CompoundTask, TaskBase, WhenAllTask, WhenAnyTask,
                    id_reader)

_NOWHERE = ("", "", 0)


class Gone(BaseException):
    """Nobody sends commands any more; nothing of the user's may catch this."""


def stop_of(error):
    """What it means that the generator let this out: (kind, what)."""
    if isinstance(error, StopIteration):
        return "return", error.value
    if isinstance(error, Exception):
        return "raise", error
    return "broke", error


class Run:
    """The state of the pass that is being run, and the script of earlier ones."""

    def __init__(self, channel, target, log):
        self.channel = channel
        self.target = target
        self.log = log
        self.script = []
        self.context = None
        self.generator = None
        self.position = 0       # yields reached in this pass
        self.asks = []          # (question, reply) of the current segment
        self.sent_ops = 0       # ops of the current segment that an ask has reported already
        self.expected = None    # the script's entry while a pass is replayed
        self.answer_prefix = ""  # what the next answer starts with: nothing, or a batch's findings
        self.has_left = False   # a batch was left for good: the engine is answered already
        self.is_closing = False
        self.is_plain = False
        self.has_plain_output = False  # the SDK of this flavour checks the output (1.3)
        self.places_of_code = {}  # code -> instruction -> (place, place as JSON text)
        self.own_places = {}
        self.module_state = ModuleState()

    # -- the pass ------------------------------------------------------------------------------

    def begin(self, begin):
        self.drop()
        self.log.begin_pass()
        output.install_logging(self.log)
        watch.begin_pass()
        self.module_state.begin()
        self.is_plain = begin["plain"]
        self.has_plain_output = begin.get("plain_output", False)
        id_reader[0] = self.id_of
        self.context = (PlainContext if self.is_plain else DurableOrchestrationContext)(self, begin)
        self.generator = None
        self.position = 0
        self.expected = None
        self.answer_prefix = ""
        self.begin_segment()

    def begin_segment(self):
        del self.context._ops[:]
        self.asks = []
        self.sent_ops = 0

    def drop(self):
        """Closes what an earlier pass left behind, unheard."""
        if self.generator is not None:
            self.close_generator()
            self.log.take()
            watch.take()
            self.generator = None

    def close_generator(self):
        self.is_closing = True
        watch.enter()
        try:
            self.generator.close()
        except Gone:
            raise
        except BaseException as error:
            self.log.write("error", "{}: {} (while the pass was closed)\n".format(
                type(error).__name__, error_text(error)))
        finally:
            watch.leave()
            self.is_closing = False

    def close(self):
        """Ends a pass that waits, as the SDK's process does when it drops the generator."""
        self.begin_segment()
        if self.generator is not None:
            self.close_generator()
        line = '{"closed":%s}' % advance_line(
            self.context._ops, '"none"', _NOWHERE, (), self.log.take(), "", watch.take())
        self.generator = None
        self.log.take()  # what the interpreter says of one that would not close
        return line

    # -- one advance ---------------------------------------------------------------------------

    def advance(self, resume):
        """Carries out one resume; the answer line."""
        self.begin_segment()
        self.expected = None
        order.listen(self.context)
        watch.enter()
        try:
            stop = self.carry_out(resume)
        finally:
            watch.leave()
        return self.report(resume, stop)

    def carry_out(self, resume):
        """Runs user code up to its next stop: (kind, what)."""
        try:
            value = self.apply(resume)
        except Exception as error:
            return "broke", error
        try:
            if self.generator is None:
                return self.first()
            if resume.kind == "raise":
                return "yield", self.generator.throw(value)
            return "yield", self.generator.send(value)
        except Gone:
            raise
        except BaseException as error:
            return stop_of(error)

    def first(self):
        """Calls the function. What is not a generator has returned already."""
        try:
            made = self.target.function(*self.context.call_arguments()) if self.is_plain else \
                self.target.function(self.context)
        except Exception as error:  # outside of the SDK's own try: it escapes (SEMANTICS 3.1)
            self.note_plain()
            return "broke", error
        if type(made) is not types.GeneratorType:
            if not hasattr(made, "cr_code") and not hasattr(made, "ag_code"):
                self.note_plain()
            return "value", made
        self.generator = made
        self.own_places = self.places_of_code.setdefault(made.gi_code, {})
        return "yield", made.send(None)

    def note_plain(self):
        """Notes a function that has no yield, with the line of its def."""
        code = getattr(self.target.function, "__code__", None)
        if code is not None and not code.co_flags & inspect.CO_GENERATOR and not self.is_plain:
            watch.note("plain", "def " + code.co_name,
                       (shown_file(code.co_filename), qualified_name(code), code.co_firstlineno))

    def apply(self, resume):
        """Settles tasks, sets clock and is_replaying; the value or exception to go in."""
        context = self.context
        context._ticks = resume.clock
        context._is_replaying = resume.replaying
        if resume.simple is not None:
            handle, value = resume.simple
            task = context._tasks[handle]
            task.state = SUCCEEDED
            task.result = value
            return value
        for handle, _, ok, text, children in resume.settled:
            self.settle(handle, ok, text, children)
        if resume.awaited is None:
            return None
        return context._tasks[resume.awaited].result

    def settle(self, handle, ok, text, children):
        tasks = self.context._tasks
        task = tasks[handle]
        if ok:
            if isinstance(task, WhenAnyTask) and children:
                result = tasks[children[0]]
            elif isinstance(task, WhenAllTask):
                result = [tasks[child].result for child in children] if children else None
            else:
                result = None if text is None else loads(text)
            task.state = SUCCEEDED
        else:
            result = self.failure_of(task, text)
            task.state = FAILED
        task.result = result

    def failure_of(self, task, text):
        """An all that fails raises its child's own exception object."""
        if isinstance(task, WhenAllTask):
            for child in task.children:
                if child.state is FAILED and error_text(child.result) == text:
                    return child.result
        return Exception(text)

    def ask(self, op):
        """Called on the user's line: the engine says what became of a compound."""
        if self.is_closing:
            return
        watch.leave()
        try:
            self.apply_reply(self.reply_to(op))
        finally:
            watch.enter()

    def reply_to(self, op):
        number = len(self.asks)
        if self.expected is not None:
            known = self.expected.asks
            if number < len(known) and known[number][0] == op:
                self.asks.append(known[number])
                return known[number][1]
            self.leave_script()
        self.channel.write(self.answer_prefix + advance_line(
            self.context._ops[self.sent_ops:-1], stop_ask(op), _NOWHERE, (), self.log.take(), "",
            watch.take()) + ("}" if self.answer_prefix else ""))
        self.answer_prefix = ""
        self.sent_ops = len(self.context._ops)
        command = self.channel.read()
        while command and command.get("do") == "ahead":  # void: sent before this ask was heard
            command = self.channel.read()
        if command is None or command.get("do") != "reply":
            raise Gone()
        self.asks.append((op, command))
        return command

    def apply_reply(self, reply):
        if reply.get("settled") is not None:
            handle, _, ok, text, children = reply["settled"]
            self.settle(handle, ok, text, children)
        if reply.get("raise"):
            raise Exception(reply["raise"])

    def leave_script(self):
        """The code left the script in the middle of a segment: go on under the engine's eyes."""
        raise NotImplementedError  # set by replaying.py for the time of a batch

    # -- reporting -----------------------------------------------------------------------------

    def report(self, resume, stop):
        """The answer line for a stop; a yield also becomes the newest entry of the script."""
        kind, what = stop
        self.module_state.note_changes()
        if kind == "yield":
            order.look_suspended(self.generator)
        if self.context._status_is_live:
            self.context._record_status(is_new=False)
        if kind == "yield":
            line = self.report_yield(resume, what)
        else:
            place, stop_text = self.ended(kind, what)
            self.generator = None
            line = advance_line(self.context._ops[self.sent_ops:], stop_text, place, (),
                                self.log.take(), "", watch.take())
        if self.answer_prefix:
            line = self.answer_prefix + line + "}"
            self.answer_prefix = ""
        return line

    def report_yield(self, resume, what):
        if self.is_plain:
            what = self.context.make_value(what)
        elif self.context._has_compounds and isinstance(what, CompoundTask):
            self.context._note_children(what)
        ops = self.context._ops
        entry = Entry(resume)
        entry.ops = list(ops)
        entry.asks = self.asks
        self.name(entry, what)
        if self.generator.gi_yieldfrom is None:
            values, place_text = self.stand_alone(entry)
        else:
            values, place_text = self.stand_deep(entry)
        entry.digest = capture.digest(values.values())
        locals_literal = capture.locals_literal(values)
        entry.logs = logs = self.log.take()
        noted = watch.take()
        del self.script[self.position:]
        self.script.append(entry)
        self.position += 1
        new_ops = ops[self.sent_ops:] if self.sent_ops else ops
        if not (logs or noted or entry.frames or entry.handle is None):
            return yield_line(new_ops, entry.handle, place_text, locals_literal)
        stop_text = stop_yield(entry.handle) if entry.handle is not None else \
            stop_not_a_task(entry.not_a_task)
        return advance_line(new_ops, stop_text, entry.place, entry.frames, logs,
                            locals_literal, noted)

    def stand_alone(self, entry):
        """Place and locals of a generator that delegates to nobody, by its instruction."""
        frame = self.generator.gi_frame
        entry.instruction = instruction = frame.f_lasti
        known = self.own_places.get(instruction)
        if known is None:
            place = place_of((frame, self.generator.__qualname__))
            known = self.own_places[instruction] = (place, place_json(place))
        entry.place = known[0]
        return frame.f_locals, known[1]

    def stand_deep(self, entry):
        """The same for one under `yield from`: the innermost frame, with the outer ones."""
        frames = suspended_frames(self.generator)
        entry.chain = chain_key(self.generator)
        entry.frames = tuple(place_of(outer) for outer in frames[:-1])
        entry.place = place_of(frames[-1])
        return frames[-1][0].f_locals, place_json(entry.place)

    def name(self, entry, what):
        """Which task was yielded; one of another pass is no task of this one."""
        tasks = self.context._tasks
        if isinstance(what, TaskBase) and what.handle < len(tasks) and tasks[what.handle] is what:
            entry.handle = what.handle
            return
        try:
            text = dumps(what)
        except Exception:
            text = None
        entry.not_a_task = (type(what).__name__, text)

    def ended(self, kind, what):
        """Place and stop of code that is over. Encoding the document is the SDK's last step."""
        if kind == "broke":
            return place_of_traceback(what.__traceback__) or _NOWHERE, stop_broke(what)
        if kind == "raise":
            place = place_of_traceback(what.__traceback__)
            if place is None and what.__cause__ is not None:
                # A StopIteration that leaves a generator becomes a RuntimeError without its frames.
                place = place_of_traceback(what.__cause__.__traceback__)
            place = place or _NOWHERE
            return place, stop_raised(what, place)
        if kind == "value" and getattr(self.context, "will_continue_as_new", False):
            what = None  # only a generator's value is read then (SEMANTICS 3.1, execute)
        if hasattr(what, "cr_code") or hasattr(what, "ag_code"):
            code = getattr(what, "cr_code", None) or what.ag_code
            place = place_of_frame(getattr(what, "cr_frame", None) or what.ag_frame)
            watch.note("async", "async def " + code.co_name, place)
            if hasattr(what, "close"):
                what.close()
            try:
                return place, return_json(what, False)
            except Exception as error:
                return place, stop_broke(error)
        if self.has_plain_output and what is not None:
            try:
                json.dumps(what)  # the SDK's own check, which knows no custom objects
            except Exception as error:
                return _NOWHERE, stop_raised(error, _NOWHERE, has_returned=True)
        try:
            return _NOWHERE, return_json(what, kind == "return")
        except Exception as error:
            return _NOWHERE, stop_broke(error)

    def id_of(self, task):
        """The SDK's id of a task, which only the engine knows."""
        tasks = self.context._tasks
        if self.is_closing or task.handle >= len(tasks) or tasks[task.handle] is not task:
            return None
        op = ("id", task.handle)
        self.context._ops.append(op)
        watch.leave()
        try:
            return json.loads(self.reply_to(op)["settled"][3])
        finally:
            watch.enter()
