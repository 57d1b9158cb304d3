"""--sdk real: the SDK that is installed owns the tasks, the recorder listens (PROTOCOL.md, Execute)."""
import importlib
import json
import sys

import yieldscope_recorder as recorder

from . import watch
from .jsontext import dumps, quote
from .report import (advance_line, error_text, stop_broke, stop_not_a_task, stop_raised, stop_yield)

_NOWHERE = ("", "", 0)
INSTALL = ("Install it there (python -m pip install azure-functions azure-functions-durable), name "
           "an interpreter that has it with --python, or leave --sdk real out.")


def missing_sdk():
    """Imports the installed SDK; why it cannot be, or None."""
    try:
        importlib.import_module("azure.durable_functions")
    except Exception as error:
        return ("--sdk real runs the SDK that is installed, and the interpreter has none: {}: "
                "{}.".format(type(error).__name__, error_text(error)))
    return None


def orchestrator_of(value):
    """The user's function behind what the SDK's decorators or Orchestrator.create made of it."""
    for _ in range(20):
        inner = recorder.members_of(recorder.members_of(value).get("_function")).get("_func")
        inner = inner or recorder._inside_handle(value)
        if inner is None:
            break
        value = inner
    return value


class _Heard(recorder.Pass):
    """A pass as the child reports it: values and errors as the SDK itself words them."""

    def returned(self, value):
        try:
            text = dumps(value)
        except Exception:  # the SDK will find out as well
            text = recorder.value_text(value)
        self.end(lambda: ("returned", text))

    def raised(self, error):
        if not isinstance(error, Exception):
            self.end(lambda: ("broke", stop_broke(error)))
            return
        place = recorder.place_of_traceback(error.__traceback__) or _NOWHERE
        self.end(lambda: ("raised", stop_raised(error, place)))


class _Listener:
    """The recorder's owner of one pass: keeps it whole, writes no file."""

    def __init__(self, log):
        self.log = log
        self.heard = None
        self.failure = None
        self.noted = []

    def begin(self, function, generator, arguments):
        context = recorder.context_among(arguments)
        histories = list(recorder.members_of(context).get("_histories") or ())
        index = recorder.EventIndex()
        index.extend(histories)
        tasks = recorder.DurableTasks(context, histories, index)
        self.heard = _Heard(self, generator, tasks, ())
        return self.heard

    def lines(self, heard):
        self.noted.append(watch.take())
        return self.log.take()

    def answered(self):
        if self.heard is not None and not self.heard.is_closing:
            self.heard.abandon()

    def finished(self, heard):
        pass

    def lost(self, heard):
        self.failure = "the recorder lost the pass"


def execute(command, function, log):
    """Runs one pass; the answer line."""
    log.begin_pass()
    watch.begin_pass()
    sdk = sys.modules["azure.durable_functions"]
    listener = _Listener(log)
    main = recorder.wrap(sdk.Orchestrator.create(orchestrator_of(function)), listener)
    document, error = "null", "null"
    watch.enter()
    try:
        document = quote(main(command["payload"]))
    except BaseException as raised:
        error = "[%s,%s]" % (quote(type(raised).__name__), quote(error_text(raised)))
    finally:
        watch.leave()
    if listener.failure is not None:
        raise RuntimeError(listener.failure)
    advances = [] if listener.heard is None else _advances(listener.heard, listener.noted)
    return '{"executed":{"document":%s,"error":%s,"advances":[%s]}}' % (
        document, error, ",".join(advances))


def _advances(heard, noted):
    noted = noted + [()] * (len(heard.fresh) + 1)
    lines = []
    for number, segment in enumerate(heard.fresh):
        stop = stop_yield(segment.what) if type(segment.what) is int else \
            stop_not_a_task(segment.what)
        line = advance_line(_wire(segment.ops), stop, segment.place, segment.frames, segment.logs,
                            segment.locals, noted[number])
        lines.append(_with_arrival(line, segment))
    outcome = heard.outcome or ("waiting",)
    if heard.segment is not None:
        stop = outcome[1]
        if outcome[0] in ("returned", "continued_as_new"):
            stop = '{"return":[%s,true]}' % quote(outcome[1 if outcome[0] == "returned" else 2])
        line = advance_line(_wire(heard.segment.ops), stop, _NOWHERE, (), heard.segment.logs, "",
                            noted[len(heard.fresh)])
        lines.append(_with_arrival(line, heard.segment))
    return lines


def _with_arrival(line, segment):
    """The advance with what the SDK gave the code to run on: [kind, awaited, value, winner…]."""
    kind, awaited, _, settled = segment.arrived[:4]
    value, children = None, ()
    for handle, _, _, text, winners in settled:
        if handle == awaited:
            value, children = text, winners
    return '%s,"arrived":["%s",%s,%s,[%s]]}' % (
        line[:-1], kind, "null" if awaited is None else awaited,
        "null" if value is None else quote(value), ",".join(map(str, children)))


def _wire(ops):
    """Ops as PROTOCOL.md has them: children are a list there."""
    return [tuple(list(member) if type(member) is tuple else member for member in op)
            for op in ops]
