"""Records every pass of a durable orchestrator for Yieldscope, in the host or test that runs it.

Copy this one file beside the code (Python 3.8 or newer, nothing to install), wrap the orchestrator
with `record`, and name a folder with YIELDSCOPE_RECORD or `record(fn, folder=...)`; without a
folder record() gives back what it was given. Every process writes one `.trace.jsonl` an instance,
one line a pass (core/recording/FORMAT.md, Recordings).

It only listens. Nothing of the user's is called to look at it (no __repr__, property, descriptor),
results and exceptions pass unchanged, and whatever fails in here is swallowed: one line on stderr.
The child process of Yieldscope imports this file too: there is one code that captures.
"""
import atexit
import datetime
import functools
import inspect
import json
import os
import platform
import re
import sys
import threading
import time
import types
import zlib
from json import encoder as _encoder

VERSION = 1
_is_off = [False]


def turn_off():
    """record() gives back what it is given, whatever is set. Yieldscope's own child does this."""
    _is_off[0] = True


# == text ==========================================================================================

_quote = _encoder.encode_basestring_ascii


def quote(text):
    """A JSON string literal in ASCII. Lone surrogates become U+FFFD: JSON readers refuse them."""
    literal = _quote(text)
    if "\\ud" in literal:
        literal = _quote(text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))
    return literal


_MAX_VALUE = 1 << 20  # characters of one recorded value
_ATOMS = frozenset((int, float, bool, str, type(None)))


def value_text(value):
    """A value as JSON text; what is no plain data is named by its type and never called."""
    kind = type(value)
    if kind is str:
        return _quote(value)
    if kind in _ATOMS:
        return json.dumps(value)
    return json.dumps(_plain(value, 0, [_MAX_VALUE // 16]))


def _plain(value, depth, left):
    """The value with only exact builtins in it; `left` counts down the items that are kept."""
    kind = type(value)
    left[0] -= 1
    if kind in _ATOMS:
        return value
    if depth > 50 or left[0] < 0:
        return "<...>"
    if kind is list or kind is tuple:
        return [_plain(item, depth + 1, left) for item in list(value)]
    if kind is dict:
        return {key if type(key) in _ATOMS else "<%s>" % type(key).__name__:
                _plain(item, depth + 1, left) for key, item in list(value.items())}
    return "<%s>" % type.__getattribute__(kind, "__name__")


# == places in the source ==========================================================================

_own = [os.path.abspath(__file__)]
_STANDARD = os.path.dirname(os.path.abspath(os.__file__)) + os.sep
_folder = [os.sep]
_project = [os.sep]
_file_names = {}
_MAX_FRAMES = 50


def add_own(folder):
    """Frames of that folder are Yieldscope's, not the user's."""
    _own.append(folder.rstrip(os.sep) + os.sep)


def set_folder(folder, project=None):
    """Files of the target's folder are named relative to it, and those of its project as well."""
    _folder[0] = folder.rstrip(os.sep) + os.sep
    _project[0] = (project or folder).rstrip(os.sep) + os.sep
    _file_names.clear()


def shown_file(path):
    """The name of a source file as places carry it."""
    name = _file_names.get(path)
    if name is None:
        name = path
        full = os.path.abspath(path) if not path.startswith("<") else path
        if full.startswith(_folder[0]):
            name = full[len(_folder[0]):]
        elif full.startswith(_project[0]) and "-packages" + os.sep not in full:
            name = os.path.relpath(full, _folder[0])
        else:
            for mark in ("/site-packages/", "/dist-packages/"):
                if mark in full:
                    name = full[full.index(mark) + 1:]
            if full.startswith(_STANDARD) and name == path:
                name = "python/" + full[len(_STANDARD):]
        _file_names[path] = name
    return name


def is_own(path):
    """Whether the file is one of ours."""
    return path.startswith(tuple(_own))


def is_standard(path):
    """Whether the file belongs to the interpreter (and not to an installed package)."""
    return path.startswith("<frozen") or (
        path.startswith(_STANDARD) and "-packages" + os.sep not in path)


def standard_name(path):
    """A file of the interpreter by its name inside the library, e.g. logging/__init__.py."""
    if path.startswith("<frozen "):  # os and its like, since Python 3.11
        return path[8:-1].replace(".", "/") + ".py"
    return path[len(_STANDARD):] if path.startswith(_STANDARD) else path


def is_in_target(path):
    """Whether the file is the user's own; packages of a .venv in the folder are not."""
    if "-packages" + os.sep in path:
        return False
    return path.startswith(_project[0]) or (
        not path.startswith(("<", os.sep)) and os.path.abspath(path).startswith(_project[0]))


def qualified_name(code):
    return getattr(code, "co_qualname", None) or code.co_name


def place_of_frame(frame):
    """(file, function, line); a frame that is not running gives the line it stands at."""
    code = frame.f_code
    return (shown_file(code.co_filename), qualified_name(code), frame.f_lineno or 0)


def suspended_frames(generator):
    """The frames of a suspended generator, outermost first, through `yield from`."""
    frames = []
    while generator is not None and len(frames) < _MAX_FRAMES:
        frame = getattr(generator, "gi_frame", None)
        if frame is None:
            break
        frames.append((frame, getattr(generator, "__qualname__", None)))
        generator = generator.gi_yieldfrom
    return frames


def place_of(entry):
    frame, name = entry
    code = frame.f_code
    return (shown_file(code.co_filename), name or qualified_name(code), frame.f_lineno or 0)


def chain_key(generator):
    """Cheap identity of where a generator with an inner one stands: names and instructions.

    Not the code objects: reading those is an audit event, which costs more than the rest.
    """
    key = []
    while generator is not None and len(key) < 2 * _MAX_FRAMES:
        frame = getattr(generator, "gi_frame", None)
        if frame is None:
            break
        key.append(generator.__qualname__)
        key.append(frame.f_lasti)
        generator = generator.gi_yieldfrom
    return key


def place_of_traceback(traceback):
    """The innermost frame that is the user's: a file of the target, else any that is not ours."""
    best = fallback = None
    while traceback is not None:
        code = traceback.tb_frame.f_code
        if not is_own(code.co_filename):
            entry = (shown_file(code.co_filename), qualified_name(code), traceback.tb_lineno or 0)
            fallback = entry
            if is_in_target(code.co_filename):
                best = entry
        traceback = traceback.tb_next
    return best or fallback


def place_of_caller(frame):
    """The nearest frame of the target that is running, else the nearest that is not ours."""
    fallback = None
    for _ in range(_MAX_FRAMES):
        if frame is None:
            break
        path = frame.f_code.co_filename
        if not is_own(path):
            if is_in_target(path):
                return place_of_frame(frame)
            if fallback is None and not is_standard(path):
                fallback = place_of_frame(frame)
        frame = frame.f_back
    return fallback or ("", "", 0)


def caller():
    return place_of_caller(sys._getframe(2))


# == locals ========================================================================================

MAX_DEPTH, MAX_ITEMS, MAX_TEXT, MAX_BYTES = 4, 100, 1000, 64 << 10

#: Looked up by hash and only for types of the plain metaclass: == could call the user's own.
_SEQUENCES = frozenset((list, tuple, set, frozenset))
_SIZED = frozenset((list, dict, tuple, set, frozenset, bytearray, bytes))
_TIMES = frozenset((datetime.datetime, datetime.date, datetime.time, datetime.timedelta))
_NAMED = frozenset((types.FunctionType, types.GeneratorType, types.ModuleType, type))
#: Builtin bases and how to read them without the subclass's own methods.
_PLAIN = ((str, str.__str__), (int, int.__int__), (float, float.__float__),
          (dict, lambda value: dict(dict.items(value))),
          (list, lambda value: list(list.__iter__(value))),
          (tuple, lambda value: tuple(tuple.__iter__(value))),
          (set, lambda value: set(set.__iter__(value))))
#: A type whose members are not the user's, and what to write for it.
_opaque = [None]
_OPAQUE_NODE = '{"type":"DurableOrchestrationContext"}'
#: Each says "#3 running" of an object that is a task of its kind, else None; given the tasks of the
#: pass that is recorded, or None.
_task_texts = []


def set_opaque(kind):
    _opaque[0] = kind


def add_task_text(describe):
    _task_texts.insert(0, describe)


def digest(values):
    """Shallow: small scalars by value, containers by length, others by type."""
    small, sized = _ATOMS, _SIZED
    return [value if type(value) in small else
            len(value) if type(value) in sized else id(type(value)) for value in values]


class _Capture:
    """One capture: a budget of bytes and the containers it is inside of."""

    def __init__(self, tasks):
        self.left = MAX_BYTES
        self.inside = set()
        self.tasks = tasks

    def spend(self, text):
        self.left -= len(text)
        return text

    def node(self, value, depth):
        kind = type(value)
        if kind is str:
            return self._text("str", value, len(value) > MAX_TEXT, size=len(value))
        if kind is int:
            return self._integer(value)
        if kind is float or kind is bool or value is None:
            return self._text(kind.__name__, repr(value), False)
        if kind is bytes or kind is bytearray:
            return self._text(kind.__name__, repr(bytes(value[:MAX_TEXT // 4])),
                              len(value) > MAX_TEXT // 4, size=len(value))
        if type(kind) is not type:
            return self._object(kind, value, depth)
        if kind in _SEQUENCES:
            return self._container(kind.__name__, value, depth, self._items)
        if kind is dict:
            return self._container("dict", value, depth, self._pairs)
        return self._object(kind, value, depth)

    def _integer(self, value):
        if value.bit_length() > 3000:
            return self.spend('{"type":"int","text":"%d bits","cut":true}' % value.bit_length())
        return self.spend('{"type":"int","text":"%d"}' % value)

    def _text(self, type_name, text, is_cut, size=None):
        out = '{"type":%s,"text":%s' % (quote(type_name), quote(text[:MAX_TEXT]))
        if size is not None:
            out += ',"size":%d' % size
        return self.spend(out + (',"cut":true}' if is_cut else "}"))

    def _container(self, type_name, value, depth, write, size=None):
        size = len(value) if size is None else size
        head = '{"type":%s,"size":%d' % (quote(type_name), size)
        self.spend(head)
        if size and (depth >= MAX_DEPTH or id(value) in self.inside or self.left <= 0):
            return head + ',"cut":true}'
        self.inside.add(id(value))
        try:
            body, is_cut = write(value, depth)
        except RuntimeError:  # changed by another thread while it was read
            body, is_cut = "", True
        self.inside.discard(id(value))
        return head + body + (',"cut":true}' if is_cut else "}")

    def _items(self, value, depth):
        nodes = []
        for item in value:
            if len(nodes) >= MAX_ITEMS or self.left <= 0:
                break
            nodes.append(self.node(item, depth + 1))
        return ',"items":[%s]' % ",".join(nodes), len(nodes) < len(value)

    def _pairs(self, value, depth):
        nodes = []
        for key, item in value.items():
            if len(nodes) >= MAX_ITEMS or self.left <= 0:
                break
            nodes.append("[%s,%s]" % (self._key(key), self.node(item, depth + 1)))
        return ',"fields":[%s]' % ",".join(nodes), len(nodes) < len(value)

    def _key(self, key):
        kind = type(key)
        if kind is str:
            text = key if len(key) <= MAX_TEXT else key[:MAX_TEXT]
        elif kind in _ATOMS and (kind is not int or key.bit_length() < 3000):
            text = repr(key)
        else:
            text = "<%s>" % kind.__name__
        return self.spend(quote(text))

    def _object(self, kind, value, depth):
        if kind is _opaque[0]:
            return _OPAQUE_NODE
        name = type.__getattribute__(kind, "__name__")
        for base, plain in _PLAIN:
            if issubclass(kind, base):  # e.g. OrderedDict, IntEnum, a named tuple
                node = self.node(plain(value), depth)
                return node.replace('"type":"%s"' % base.__name__, '"type":%s' % quote(name), 1)
        for describe in _task_texts:
            task = describe(value, self.tasks)
            if task is not None:
                return self._text(name, task, False)
        is_plain = type(kind) is type
        if is_plain and kind in _NAMED:
            return self._text(name, str(getattr(value, "__name__", "")), False)
        members = members_of(value)
        if is_plain and kind in _TIMES:
            return self._text(name, kind.__str__(value), False)
        if not members:
            return self.spend('{"type":%s}' % quote(name))
        if "_histories" in members and "_instance_id" in members:
            return _OPAQUE_NODE
        return self._container(name, members, depth, self._pairs)


def members_of(value):
    """The object's own __dict__, empty when it has none."""
    try:
        members = object.__getattribute__(value, "__dict__")
    except Exception:
        return {}
    return members if type(members) is dict else {}


#: Of each name of a local: what its node starts with, and the same for an int, inside a literal.
_heads = {}


def _heads_of(name):
    head = "[%s," % quote(name)
    heads = _heads[name] = (_inside(head), _inside(head + '{"type":"int","text":"'))
    return heads


def _inside(text):
    """The text as it stands between the quotes of a JSON string literal."""
    return quote(text)[1:-1]


_OPAQUE_INSIDE = _inside(_OPAQUE_NODE + "]")


def locals_literal(values, tasks=None):
    """Locals as a JSON array of [name, node], at most about 64 KiB, written as a string literal.

    `values` is f_locals. The literal is put together from literals, which is cheaper than to quote
    the text of every yield anew.
    """
    nodes = []
    capture = None
    opaque = _opaque[0]
    for name, value in values.items():
        head, int_head = _heads.get(name) or _heads_of(name)
        kind = type(value)
        if kind is int and -1000000000000 < value < 1000000000000:
            nodes.append('%s%d\\"}]' % (int_head, value))
            continue
        if kind is opaque:
            nodes.append(head + _OPAQUE_INSIDE)
            continue
        if capture is None:
            capture = _Capture(tasks)
        if capture.left <= 0:
            nodes.append(_inside('["\\u2026",{"type":"","cut":true}]'))
            break
        nodes.append(head + _inside(capture.node(value, 1) + "]"))
    return '"[%s]"' % ",".join(nodes)


def locals_text(values, tasks=None):
    """The same as plain text."""
    return json.loads(locals_literal(values, tasks))


# == errors ========================================================================================

def error_text(error):
    """The exception's text without calling the user's __str__."""
    for base in type.__getattribute__(type(error), "__mro__"):
        if "__str__" in base.__dict__:
            if base.__module__ == "builtins" and all(type(a) in _ATOMS for a in error.args):
                return str(error)
            break
    return ", ".join(a if type(a) is str else value_text(a) for a in error.args)


def stack_text(error):
    """The traceback without our own frames, files named as places name them; no cause, no call."""
    import traceback
    frames = traceback.extract_tb(error.__traceback__, limit=-60)
    lines = ["Traceback (most recent call last):\n"]
    for frame in frames:
        if is_own(frame.filename):
            continue
        source = frame.line  # read under its real name
        lines.append('  File "%s", line %d, in %s\n' % (
            shown_file(frame.filename), frame.lineno or 0, frame.name))
        if source:
            lines.append("    %s\n" % source)
    lines.append("%s: %s\n" % (type(error).__name__, error_text(error)))
    return "".join(lines)


# == what the SDK's objects hold ===================================================================

_EVENT_TYPES = (
    "ExecutionStarted", "ExecutionCompleted", "ExecutionFailed", "ExecutionTerminated",
    "TaskScheduled", "TaskCompleted", "TaskFailed", "SubOrchestrationInstanceCreated",
    "SubOrchestrationInstanceCompleted", "SubOrchestrationInstanceFailed", "TimerCreated",
    "TimerFired", "OrchestratorStarted", "OrchestratorCompleted", "EventSent", "EventRaised",
    "ContinueAsNew", "GenericEvent", "HistoryState", "ExecutionSuspended", "ExecutionResumed",
    "ExecutionRewound")
_STATUSES = ("Running", "Completed", "ContinuedAsNew", "Failed", "Canceled", "Terminated",
             "Pending", "Suspended")
_OUTBOUND = frozenset((4, 7, 10, 13, 14))
_COMPLETIONS = {5: "TaskScheduledId", 6: "TaskScheduledId", 8: "TaskScheduledId",
                9: "TaskScheduledId", 11: "TimerId"}
_STARTED, _SENT, _RAISED, _BEGUN = 0, 14, 15, 12
#: Which member is an event's payload, and the one that stands in for it.
_PAYLOADS = {0: ("Input",), 1: ("Result",), 2: ("Result", "Reason"), 3: ("Input", "Reason"),
             4: ("Input",), 5: ("Result",), 6: ("Reason",), 7: ("Input",), 8: ("Result",),
             9: ("Reason",), 14: ("Input",), 15: ("Input",), 16: ("Result",),
             17: ("Data", "Reason"), 18: ("State",), 19: ("Reason", "Input"),
             20: ("Reason", "Input"), 21: ("Reason",)}
_KINDS = {"CallActivityAction": "activity", "CallActivityWithRetryAction": "activity_with_retry",
          "CallSubOrchestratorAction": "sub_orchestration",
          "CallSubOrchestratorWithRetryAction": "sub_orchestration_with_retry",
          "CreateTimerAction": "timer", "WaitForExternalEventAction": "external_event",
          "CallEntityAction": "entity_call", "SignalEntityAction": "entity_signal",
          "CallHttpAction": "http"}
_CALLS = frozenset(_KINDS.values())
_COMPOUNDS = ("WhenAnyTask", "WhenAllTask")
_TASK_CLASSES = ("RetryAbleTask", "LongTimerTask", "WhenAnyTask", "WhenAllTask", "AtomicTask")
_class_of_type = {}


def task_class(value):
    """The SDK's class of a task, by the names of its bases; empty for what is no task."""
    kind = type(value)
    found = _class_of_type.get(kind)
    if found is None:
        names = [base.__name__ for base in type.__getattribute__(kind, "__mro__")]
        found = next((name for name in _TASK_CLASSES if name in names), "")
        if found and "TaskBase" not in names:
            found = ""
        if len(_class_of_type) < 1000:
            _class_of_type[kind] = found
    return found


def _sdk_task_text(value, tasks):
    if not task_class(value):
        return None
    handle = None if tasks is None else tasks.handles.get(id(value))
    state = getattr(members_of(value).get("state"), "_name_", "unknown").lower()
    return state if handle is None else "#%d %s" % (handle, state)


add_task_text(_sdk_task_text)


def _event_number(members):
    number = members.get("_event_type")
    return number if type(number) is int else getattr(number, "value", -1)


def _time_text(value):
    """A time of the SDK's as the file writes it. Its datetimes have lost the seventh digit."""
    if isinstance(value, datetime.datetime):
        if value.tzinfo is not None:
            value = value.astimezone(datetime.timezone.utc)
        return "%04d-%02d-%02dT%02d:%02d:%02d.%06d0Z" % (
            value.year, value.month, value.day, value.hour, value.minute, value.second,
            value.microsecond)
    return value if type(value) is str else None


def _payload(value):
    if type(value) is str:
        return quote(value)
    return "null" if value is None else '{"json":%s}' % quote(value_text(value))


def _event_row(members):
    """One event of the history as a row of FORMAT.md."""
    number = _event_number(members)
    known = 0 <= number < len(_EVENT_TYPES)
    row = ['"type":%s' % quote(_EVENT_TYPES[number] if known else "Unknown")]
    for name, member in (("id", "_event_id"), ("link", _COMPLETIONS.get(number))):
        value = members.get(member)
        if type(value) is int and value != -1:
            row.append('"%s":%d' % (name, value))
    row.append('"at":%s' % quote(_time_text(members.get("_timestamp")) or ""))
    if members.get("_is_played") is True:
        row.append('"isPlayed":true')
    if type(members.get("Name")) is str and members["Name"]:
        row.append('"name":%s' % quote(members["Name"]))
    names = [name for name in _PAYLOADS.get(number, ()) if name in members]
    if names:
        value = next((members[n] for n in names if members[n] is not None), None)
        row.append('"payload":' + _payload(value))
    due = _time_text(members.get("FireAt"))
    if due is not None:
        row.append('"fireAt":' + quote(due))
    status = members.get("OrchestrationStatus")
    if type(status) is int and 0 <= status < len(_STATUSES):
        row.append('"status":"%s"' % _STATUSES[status])
    extra = _event_extra(number, members)
    if extra:
        row.append('"extra":{%s}' % ",".join(extra))
    return "{%s}" % ",".join(row)


def _event_extra(number, members):
    own = _inner(members.get("OrchestrationInstance"))
    parent = _inner(_inner(members.get("ParentInstance")).get("OrchestrationInstance"))
    texts = (("version", members.get("Version")),
             ("instanceId", members.get("InstanceId") or own.get("InstanceId")),
             ("executionId", own.get("ExecutionId")),
             ("parentInstanceId", parent.get("InstanceId")))
    extra = ['"%s":%s' % (name, quote(text)) for name, text in texts if type(text) is str and text]
    if not 0 <= number < len(_EVENT_TYPES):
        extra.append('"rawType":%s' % quote(value_text(number)))
    for name, member in (("details", "Details"), ("failureDetails", "FailureDetails")):
        if members.get(member) is not None:
            extra.append('"%s":%s' % (name, _payload(members[member])))
    return extra


def _inner(value):
    return value if type(value) is dict else members_of(value)


_KEYED = frozenset((str, datetime.datetime))


def _texts_of(action):
    """What tells two actions of a kind apart, at little cost."""
    return tuple([v for v in members_of(action).values() if type(v) in _KEYED])


def _op_of_action(kind, action, handle):
    """An op as PROTOCOL.md writes it. `to_json` is the SDK's; its members are the platform's."""
    said = type(action).to_json(action)
    given = said.get("input")
    given = given if type(given) is str else value_text(given)
    if kind == "activity":
        return (kind, handle, _name(said.get("functionName")), given)
    if kind == "timer":
        return (kind, handle, _time_text(said.get("fireAt")) or "")
    if kind == "external_event":
        return (kind, handle, _name(said.get("externalEventName")))
    if kind in ("entity_call", "entity_signal"):
        return (kind, handle, _name(said.get("operation")), _name(said.get("instanceId")), given)
    if kind == "http":
        request = said.get("httpRequest") or {}
        return (kind, handle, _name(request.get("method")), _name(request.get("uri")),
                value_text(request))
    op = (kind, handle, _name(said.get("functionName")), given)
    if kind.startswith("sub"):
        target = said.get("instanceId")
        op += (None if target is None else _name(target),)
    if kind.endswith("retry"):
        options = said.get("retryOptions") or {}
        attempts = options.get("maxNumberOfAttempts")
        op += (attempts if type(attempts) is int else 0, value_text(options))
    return op


def _name(value):
    return value if type(value) is str else value_text(value)


class EventIndex:
    """Which events of a history answer which task: positions only, kept from pass to pass."""

    def __init__(self):
        self.count = 0
        self.marks = []      # (position, key) of some events, by which the history is known again
        self.begun = 0       # the last OrchestratorStarted: what is before was played
        self.passes = 0
        self.started = None
        self.answers = {}    # sequence id -> position of its completion
        self.raised = {}     # event name -> positions
        self.requests = {}   # id of an entity call -> position of its EventSent

    @staticmethod
    def key(event):
        members = members_of(event)
        return _event_number(members), members.get("_event_id"), members.get("_timestamp")

    def knows(self, histories):
        """Whether the history still begins with what is indexed. Histories only grow; a rewind
        rewrites the end of one."""
        return len(histories) >= self.count and all(
            self.key(histories[at]) == key for at, key in self.marks)

    def extend(self, histories):
        for position in range(self.count, len(histories)):
            members = members_of(histories[position])
            number = _event_number(members)
            member = _COMPLETIONS.get(number)
            if member is not None:
                self.answers.setdefault(members.get(member), position)
            elif number == _BEGUN:
                self.begun = position
                self.passes += 1
            elif number == _RAISED:
                self.raised.setdefault(members.get("Name"), []).append(position)
            elif number == _SENT:
                self.requests[members.get("_event_id")] = position
            elif number == _STARTED:
                self.started = position
        self.count = len(histories)
        spread = range(0, self.count, self.count // 8 + 1)
        self.marks = [(at, self.key(histories[at])) for at in sorted(
            set(spread) | set(range(max(0, self.count - 8), self.count)))]


# == the tasks of one pass =========================================================================

_NOWHERE = ("", "", 0)


class _Segment:
    """What the code did between two suspensions; `what` and `place` only of one that yielded."""

    __slots__ = ("arrived", "ops", "what", "place", "frames", "logs", "locals", "key")

    def __init__(self, arrived, ops, logs):
        self.arrived, self.ops, self.logs = arrived, ops, logs
        self.what = self.place = self.key = None
        self.frames, self.locals = (), ""


class DurableTasks:
    """The SDK's tasks as they come by: handles, ops, and what has settled (SEMANTICS 3.1).

    Everything is read from the objects' own dicts when the code stops; nothing is hooked. Ops are
    kept short, (kind, handle, the action's own texts), until a yield turns out to be new.
    """

    is_plain = False

    def __init__(self, context, histories, index):
        self.context = context
        self.said = members_of(context)
        self.histories = histories
        self.index = index
        self.begun = index.begun
        self.tasks = []       # (task, members, kind, action) by handle; holds them: ids stay theirs
        self.handles = {}     # id(task) -> handle
        self.actions = {}     # id(action) of a signal -> handle
        self.open = []        # handles of tasks that are running
        self.timers = []      # handles of timers that are not cancelled
        self.settled_by = {}  # handle -> position of the event
        self.taken = {}       # event name -> how many of its events are used up
        self.seeing = set()   # ids of compounds whose children are looked at
        self.born_done = []   # handles of compounds that were complete when they were made
        self.heard = 0        # actions of the payload that were looked at
        self.status = self.status_text = self.next_input = None

    @property
    def is_replaying(self):
        return self.said.get("_is_replaying") is True

    def clock(self):
        return _time_text(self.said.get("_current_utc_datetime"))

    def goes_on_as_new(self):
        return self.said.get("_continue_as_new_flag") is True

    # -- what has settled -----------------------------------------------------------------------

    def arrive(self, kind, awaited, value):
        """(kind, awaited, cause, settled) of the resume that comes now; values come later."""
        settled, cause = (), None
        if len(self.open) == 1 and self.open[0] == awaited:
            one = self.settle_one(awaited)
            settled, cause = ((one,), one[1]) if one else ((), None)
        elif self.open:
            settled = tuple(self.settle())
            if kind != "start":
                cause = next((one[1] for one in settled if one[0] == awaited), None)
        if self.born_done:
            settled += tuple((handle, None, True) for handle in self.born_done)
            self.born_done = []
        return kind, awaited, cause, settled

    def settle(self):
        """Tasks that have settled since the last call: (handle, position of the event, ok)."""
        waiting, self.open = self.open, []
        for handle in waiting:
            one = self.settle_one(handle)
            if one is None:
                self.open.append(handle)
            else:
                yield one

    def settle_one(self, handle):
        _, members, kind, _ = self.tasks[handle]
        name = getattr(members.get("state"), "_name_", "RUNNING")
        if name == "RUNNING":
            return None
        if "completed_tasks" in members:
            event = self.event_of(members, kind)
        else:
            event = self.answer(kind, members.get("id"))
        self.settled_by[handle] = event
        if self.open and self.open[0] == handle:
            del self.open[0]
        return handle, event, name == "SUCCEEDED"

    def event_of(self, members, kind):
        """The event that settled the task: its own, or that of the part that came last."""
        for _ in range(_MAX_FRAMES):
            done = members.get("completed_tasks")
            if type(done) is not list:
                return self.answer(kind, members.get("id"))
            if not done:
                return None
            members = members_of(done[-1])
            known = self.handles.get(id(done[-1]))
            if known is not None:
                return self.settled_by.get(known)
        return None

    def answer(self, kind, sdk_id):
        if kind == "entity_call":
            try:
                request = members_of(self.histories[self.index.requests[sdk_id]])
                sdk_id = json.loads(request["Input"])["id"]
            except Exception:
                return None
        elif kind != "external_event":
            return self.index.answers.get(sdk_id)
        known = self.index.raised.get(sdk_id)
        if not known:
            return None
        taken = self.taken.get(sdk_id, 0)
        self.taken[sdk_id] = taken + 1
        return known[min(taken, len(known) - 1)]

    def with_values(self, settled):
        """The same with what the code sees: (handle, event, ok, text, children)."""
        return tuple(self.with_value(*one) for one in settled)

    def with_value(self, handle, event, ok):
        _, members, kind, action = self.tasks[handle]
        result = members.get("result")
        if not ok:
            text = error_text(result) if isinstance(result, BaseException) else ""
            return handle, event, False, text, ()
        if kind == "any":
            winner = self.handles.get(id(result))
            return handle, event, True, None, () if winner is None else (winner,)
        if kind == "all":
            return handle, event, True, None, action
        text = None if event is None else self.value_in(event, kind)
        if text is None and result is not None:
            text = value_text(result)
        return handle, event, True, text, ()

    def value_in(self, event, kind):
        members = members_of(self.histories[event])
        value = members.get("Input" if _event_number(members) == _RAISED else "Result")
        if kind == "entity_call":
            try:
                value = json.loads(value)["result"]
            except Exception:
                return None
        return value if type(value) is str else None

    # -- what the code asked for ----------------------------------------------------------------

    def look(self, yielded):
        """What was yielded, as a handle or (type, text), and the ops since the last stop."""
        ops = []
        self.look_at_actions(ops)
        what = self.see_simple(yielded, ops)
        if what is None:
            what = self.see(yielded, ops, 0)
        if what is None:
            what = (type.__getattribute__(type(yielded), "__name__"),
                    None if task_class(yielded) else value_text(yielded))
        self.look_around(ops)
        return what, tuple(ops)

    def look_at_end(self):
        ops = []
        self.look_at_actions(ops)
        self.look_around(ops)
        return tuple(ops)

    def whole(self, ops):
        """The ops with all their members (PROTOCOL.md, Ops)."""
        return tuple(_op_of_action(op[0], self.tasks[op[1]][3], op[1]) if op[0] in _CALLS else op
                     for op in ops)

    def look_around(self, ops):
        for handle in self.open:  # a compound over tasks that are known
            above = self.tasks[handle][1].get("parent")
            if above is not None and id(above) not in self.handles:
                self.see(above, ops, 0)
        if self.timers:
            self.look_at_timers(ops)
        status = self.said.get("_custom_status")
        if status is not self.status or (status is not None and type(status) not in _ATOMS):
            text = value_text(status)
            if text != self.status_text:
                ops.append(("custom_status", text))
            self.status, self.status_text = status, text

    def look_at_actions(self, ops):
        """Signals and continue-as-new act at once: they are found in the SDK's own list."""
        actions = self.said.get("_action_payload_v2") or self.said.get("_action_payload_v1")
        if type(actions) is not list:
            return
        for position in range(self.heard, len(actions)):
            action = actions[position]
            if type(action).__name__ in _KINDS and type(action).__name__ != "SignalEntityAction":
                continue
            for one in action if type(action) is list else (action,):
                name = type(one).__name__
                if name == "SignalEntityAction":
                    self.actions[id(one)] = handle = len(self.tasks)
                    self.tasks.append((one, {}, "entity_signal", one))
                    ops.append(("entity_signal", handle) + _texts_of(one))
                elif name == "ContinueAsNewAction":
                    given = type(one).to_json(one).get("input")
                    self.next_input = given if type(given) is str else value_text(given)
                    ops.append(("continue_as_new", self.next_input))
        self.heard = len(actions)

    def look_at_timers(self, ops):
        still = []
        for handle in self.timers:
            if members_of(self.tasks[handle][3]).get("is_cancelled") is True:
                ops.append(("cancel", handle))
            else:
                still.append(handle)
        self.timers = still

    def see_simple(self, task, ops):
        """see() for the commonest case: a new call that belongs to no compound."""
        if _class_of_type.get(type(task)) != "AtomicTask" or id(task) in self.handles:
            return None
        members = task.__dict__
        action = members.get("action_repr")
        kind = _KINDS.get(type(action).__name__)
        if kind is None or kind == "timer" or self.actions or members.get("parent") is not None:
            return None
        handle = self.handles[id(task)] = len(self.tasks)
        self.tasks.append((task, members, kind, action))
        self.open.append(handle)
        ops.append((kind, handle) + tuple(
            [v for v in action.__dict__.values() if type(v) in _KEYED]))
        return handle

    def see(self, task, ops, depth):
        """The task's handle; one that is new comes with an op. None for what is no task."""
        handle = self.handles.get(id(task))
        if handle is not None:
            return handle
        found = task_class(task)
        if not found or depth > _MAX_FRAMES:
            return None
        members = members_of(task)
        if found in _COMPOUNDS:
            return self.see_compound(task, members, found, ops, depth)
        return self.see_call(task, members, found, ops, depth)

    def see_call(self, task, members, found, ops, depth):
        action = members.get("action" if found == "LongTimerTask" else "action_repr")
        if found == "RetryAbleTask":
            children = members.get("children") or ()
            action = members_of(children[0]).get("action_repr") if children else None
        if type(action) is list:
            action = action[0] if action else None
        if self.actions:
            known = self.actions.get(id(action))
            if known is not None:  # a signal was heard already
                self.handles[id(task)] = known
                self.tasks[known] = (task, members, "entity_signal", action)
                return known
        kind = _KINDS.get(type(action).__name__)
        if kind is None:
            return None
        handle = len(self.tasks)
        self.add(task, members, kind, action, (kind, handle) + _texts_of(action), ops)
        if kind == "timer":
            self.timers.append(handle)
        above = members.get("parent")
        if above is not None and id(above) not in self.seeing and task_class(above) in _COMPOUNDS:
            self.see(above, ops, depth + 1)
        return handle

    def see_compound(self, task, members, found, ops, depth):
        children = []
        self.seeing.add(id(task))
        for child in list(members.get("children") or ()):
            children.append(self.see(child, ops, depth + 1))
        self.seeing.discard(id(task))
        if None in children:
            return None
        known = self.handles.get(id(task))  # a child names its parent: it may be known by now
        if known is None:
            known, kind = len(self.tasks), "any" if found == "WhenAnyTask" else "all"
            children = tuple(children)
            self.add(task, members, kind, children, (kind, known, children), ops)
        return known

    def add(self, task, members, kind, action, op, ops):
        self.handles[id(task)] = op[1]
        self.tasks.append((task, members, kind, action))
        ops.append(op)
        is_done = getattr(members.get("state"), "_name_", "") == "SUCCEEDED"
        (self.born_done if is_done else self.open).append(op[1])


class PlainTasks:
    """A generator without a context: every value is a task, every answer an event of our own."""

    is_plain = True
    is_replaying = False
    handles = {}
    status_text = None
    begun = 0

    def __init__(self, name, arguments):
        self.rows = []
        self.count = 0
        self.add("OrchestratorStarted")
        self.add("ExecutionStarted", '"isPlayed":true,"name":%s,"payload":%s' % (
            quote(name), quote(value_text(arguments))))

    def add(self, kind, more=""):
        self.rows.append('{"type":"%s","at":%s%s}' % (
            kind, quote(self.clock()), "," + more if more else ""))
        return len(self.rows) - 1

    @staticmethod
    def clock():
        return _time_text(datetime.datetime.now(datetime.timezone.utc))

    def goes_on_as_new(self):
        return False

    def arrive(self, kind, awaited, value):
        if kind == "start":
            return kind, None, 1, ()
        ok = kind == "send"
        text = value_text(value) if ok else error_text(value)
        event = self.add("Sent" if ok else "Thrown", '"payload":' + quote(text))
        return kind, awaited, event, ((awaited, event, ok, text, ()),)

    def with_values(self, settled):
        return settled

    def whole(self, ops):
        return ops

    def settle(self):
        return ()

    def look(self, yielded):
        handle = self.count
        self.count += 1
        return handle, (("value", handle, value_text(yielded)),)

    def look_at_end(self):
        return ()


# == one pass ======================================================================================

_running = {}  # thread -> the pass whose code it runs
_failures = [0]


def _complain(error):
    """Once a process: the recorder must never be a reason to worry twice."""
    _failures[0] += 1
    if _failures[0] == 1:
        try:
            sys.stderr.write("yieldscope_recorder: not recorded: {}: {} (further failures are "
                             "only counted)\n".format(type(error).__name__, error_text(error)))
        except Exception:
            pass


def failures():
    """How often recording has failed in this process."""
    return _failures[0]


class Pass:
    """One run of the code from its first line, as the wrapper hears it."""

    def __init__(self, owner, generator, tasks, known):
        self.owner = owner
        self.generator = generator
        self.tasks = tasks
        self.known = known        # (key, digest, logs) of the yields that were written before
        self.shared = 0           # how many of them have come again
        self.fresh = []           # segments of the yields from there on
        self.length = 0
        self.awaited = None       # what the last yield was
        self.arrived = None
        self.logs = []
        self.replaying = []       # [yield, is_replaying] where it changed
        self.during = None
        self.resumes = self.gone_past = 0
        self.differs = []
        self.segment = self.outcome = None
        self.unused = self.closing_logs = ()
        self.is_over = self.is_closing = False

    # -- called by the wrapper; nothing may come out of these -----------------------------------

    def enter(self, kind, value):
        """The code is about to run on."""
        if self.is_over:
            return
        try:
            tasks = self.tasks
            self.arrived = tasks.arrive(kind, self.awaited, value)
            is_replaying = tasks.is_replaying
            if not self.replaying or self.replaying[-1][1] is not is_replaying:
                self.replaying.append((self.resumes, is_replaying))
            if self.arrived[2] is not None:
                self.during = self.arrived[2]
            if self.resumes and self.during is not None and self.during < tasks.begun:
                self.gone_past += 1
            self.resumes += 1
            _running[threading.get_ident()] = self
        except Exception as error:
            self.fail(error)

    def yielded(self, value):
        if self.is_over:
            return
        try:
            _running.pop(threading.get_ident(), None)
            if self.is_closing:  # it ignores GeneratorExit: the host's business
                return
            what, ops = self.tasks.look(value)
            self.awaited = what if type(what) is int else None
            generator, at = self.generator, self.length
            chain = generator.gi_frame.f_lasti if generator.gi_yieldfrom is None else \
                tuple(chain_key(generator))
            key = hash((chain, what, ops, self.arrived))
            logs = self.owner.lines(self)
            self.length = at + 1
            if at == self.shared and at < len(self.known) and self.known[at][0] == key:
                self.shared = at + 1
                if tuple(logs) != self.known[at][2]:
                    self.differs.append((at, logs))
                return
            self.fresh.append(self.capture(key, what, ops, logs))
        except Exception as error:
            self.fail(error)

    def capture(self, key, what, ops, logs):
        segment = _Segment(self.arrived_with_clock(), self.tasks.whole(ops), logs)
        segment.key, segment.what = key, what
        frames = suspended_frames(self.generator)
        segment.frames = tuple(place_of(frame) for frame in frames[:-1])
        segment.place = place_of(frames[-1])
        segment.locals = locals_literal(frames[-1][0].f_locals, self.tasks)
        return segment

    def arrived_with_clock(self):
        kind, awaited, cause, settled = self.arrived
        return (kind, awaited, cause, self.tasks.with_values(settled), self.tasks.is_replaying,
                self.tasks.clock())

    def returned(self, value):
        self.end(lambda: ("returned", value_text(value)))

    def raised(self, error):
        self.end(lambda: ("raised", type(error).__name__,
                          error_text(error) or "<class '%s'>" % type(error).__name__,
                          stack_text(error), place_of_traceback(error.__traceback__)))

    def end(self, outcome):
        if self.is_over:
            return
        try:
            _running.pop(threading.get_ident(), None)
            if self.is_closing:
                self.closing_logs = self.owner.lines(self)
                self.finish()
                return
            ops = self.tasks.whole(self.tasks.look_at_end())
            self.segment = _Segment(self.arrived_with_clock(), ops, self.owner.lines(self))
            self.outcome = outcome()
            self.finish()
        except Exception as error:
            self.fail(error)

    def closing(self):
        """The host lets go of a generator that waits."""
        if self.is_over or self.is_closing:
            return
        try:
            self.wait()
            _running[threading.get_ident()] = self
        except Exception as error:
            self.fail(error)

    def wait(self):
        self.is_closing = True
        self.unused = self.tasks.with_values(tuple(self.tasks.settle()))
        self.outcome = ("waiting",)

    def abandon(self):
        """Nobody has closed it and the next pass begins, or the process ends."""
        if self.is_over:
            return
        try:
            if not self.is_closing:
                self.wait()
            self.finish()
        except Exception as error:
            self.fail(error)

    def finish(self):
        if self.outcome[0] != "raised" and self.tasks.goes_on_as_new():
            value = self.outcome[1] if self.outcome[0] == "returned" else None
            self.outcome = ("continued_as_new", self.tasks.next_input, value)
        self.is_over = True
        self.owner.finished(self)
        self.generator = self.tasks = None  # the host's objects live no longer for us

    def fail(self, error):
        """Nothing more of this pass is recorded."""
        self.is_over = True
        self.generator = self.tasks = None
        _running.pop(threading.get_ident(), None)
        self.owner.lost(self)
        _complain(error)


class _Deaf:
    """Stands for a pass whose beginning could not be heard."""

    def _nothing(self, *_):
        pass

    enter = yielded = returned = raised = closing = _nothing


_DEAF = _Deaf()


# == log lines =====================================================================================

_MAX_LINES, _MAX_LINE = 2000, 10000  # log lines between two yields, characters of one


def _message_of(text, args):
    """A log message without calling what its arguments define."""
    if type(text) is not str:
        return value_text(text)
    if type(args) is dict:
        safe = {key: _sayable(value) for key, value in args.items()}
    else:
        safe = tuple(map(_sayable, args or ()))
    if not safe:
        return text
    try:
        return text % safe
    except Exception:
        return text


def _sayable(value):
    kind = type(value)
    return value if kind in _ATOMS else value_text(value) if kind in (list, dict, tuple) else \
        "<%s>" % kind.__name__


def listen_to_logging():
    """Hears log records as they are made. No handler: one more would change what logging does."""
    import logging
    make = logging.getLogRecordFactory()
    if getattr(make, "is_yieldscope", False):
        return

    def heard(*args, **kwargs):
        record = make(*args, **kwargs)
        listener = _running.get(threading.get_ident())
        if listener is not None and len(listener.logs) < _MAX_LINES:
            try:
                listener.logs.append(("logging", str(record.levelname),
                                      _message_of(record.msg, record.args)[:_MAX_LINE],
                                      (shown_file(record.pathname), record.funcName or "",
                                       record.lineno or 0)))
            except Exception as error:
                _complain(error)
        return record

    heard.is_yieldscope = True
    logging.setLogRecordFactory(heard)




# == lines of a recording (FORMAT.md, Recordings) ==================================================

class _Places:
    """The places that one line names, each once."""

    def __init__(self):
        self.indices = {}

    def index(self, place):
        return self.indices.setdefault(place, len(self.indices))

    def rows(self):
        return ",".join('{"file":%s,"function":%s,"line":%d}' % (
            quote(place[0]), quote(place[1]), place[2]) for place in self.indices)


_OP_MEMBERS = {
    "activity": ("name", "input"), "activity_with_retry": ("name", "input", "maxAttempts",
                                                           "options"),
    "sub_orchestration": ("name", "input", "target"),
    "sub_orchestration_with_retry": ("name", "input", "target", "maxAttempts", "options"),
    "timer": ("fireAt",), "external_event": ("name",), "entity_call": ("name", "target", "input"),
    "entity_signal": ("name", "target", "input"), "http": ("name", "target", "options"),
    "any": ("children",), "all": ("children",), "value": ("input",)}


def op_row(op):
    kind = op[0]
    if kind == "cancel":
        return '{"do":"cancel","task":%d}' % op[1]
    if kind not in _OP_MEMBERS:  # custom_status, continue_as_new
        return '{"do":"%s","input":%s}' % (kind, quote(op[1]))
    row = '{"do":"make","kind":"%s","task":%d' % (kind, op[1])
    for name, value in zip(_OP_MEMBERS[kind], op[2:]):
        if type(value) is str:
            row += ',"%s":%s' % (name, quote(value))
        elif type(value) is int:
            row += ',"%s":%d' % (name, value)
        elif value is not None:
            row += ',"children":[%s]' % ",".join(map(str, value))
    return row + "}"


def _settled_row(one):
    handle, event, ok, text, children = one
    row = ['"task":%d' % handle]
    if event is not None:
        row.append('"event":%d' % event)
    if not ok:
        row.append('"failed":true')
    if text is not None:
        row.append('"value":' + quote(text))
    if children:
        row.append('"children":[%s]' % ",".join(map(str, children)))
    return "{%s}" % ",".join(row)


def _arrived_row(arrived):
    kind, awaited, cause, settled, is_replaying, clock = arrived
    row = ['"kind":"%s"' % kind]
    if is_replaying:
        row.append('"isReplaying":true')
    if awaited is not None and kind != "start":
        row.append('"awaited":%d' % awaited)
    if cause is not None:
        row.append('"cause":%d' % cause)
    if clock is not None:
        row.append('"clock":' + quote(clock))
    if settled:
        row.append('"settled":[%s]' % ",".join(map(_settled_row, settled)))
    return "{%s}" % ",".join(row)


def _log_rows(lines, places):
    return "[%s]" % ",".join('{"stream":"%s","level":%s,"text":%s,"place":%d}' % (
        stream, quote(level), quote(text), places.index(place))
        for stream, level, text, place in lines)


def _segment_members(segment, places):
    row = '"arrived":' + _arrived_row(segment.arrived)
    if segment.ops:
        row += ',"ops":[%s]' % ",".join(map(op_row, segment.ops))
    if segment.logs:
        row += ',"logs":' + _log_rows(segment.logs, places)
    if segment.locals:
        row += ',"locals":' + segment.locals
    return row


def _yield_row(segment, places):
    row = "{" + _segment_members(segment, places)
    if type(segment.what) is int:
        row += ',"task":%d' % segment.what
    else:
        name, text = segment.what
        row += ',"notATask":{"type":%s%s}' % (
            quote(name), "" if text is None else ',"value":' + quote(text))
    row += ',"place":%d' % places.index(segment.place)
    if segment.frames:
        row += ',"frames":[%s]' % ",".join(str(places.index(place)) for place in segment.frames)
    return row + "}"


def _outcome_row(heard, places):
    outcome = heard.outcome
    row = '{"kind":"%s"' % outcome[0]
    if outcome[0] == "returned":
        row += ',"value":' + quote(outcome[1])
    elif outcome[0] == "continued_as_new":
        for name, text in (("input", outcome[1]), ("value", outcome[2])):
            if text is not None:
                row += ',"%s":%s' % (name, quote(text))
    elif outcome[0] == "raised":
        row += ',"type":%s,"message":%s,"traceback":%s' % tuple(map(quote, outcome[1:4]))
        if outcome[4]:
            row += ',"place":%d' % places.index(outcome[4])
    if heard.segment is not None:
        row += ',"segment":{%s}' % _segment_members(heard.segment, places)
    return row + "}"


def _pass_row(heard, number, events_end, trigger, places):
    row = '{"number":%d,"eventsEnd":%d,"trigger":[%s],"length":%d,"firstFresh":%d' % (
        number, events_end, ",".join(map(str, trigger)), heard.length,
        min(heard.gone_past, heard.length))
    if heard.unused:
        row += ',"settledUnused":[%s]' % ",".join(map(_settled_row, heard.unused))
    runs = [run for run in heard.replaying if run[0] < heard.length]
    if runs:
        row += ',"replaying":[%s]' % ",".join('{"from":%d,"is":%s}' % (
            at, "true" if flag else "false") for at, flag in runs)
    row += ',"outcome":' + _outcome_row(heard, places)
    if heard.closing_logs:
        row += ',"closing":{"logs":%s}' % _log_rows(heard.closing_logs, places)
    if heard.differs:
        row += ',"differs":[%s]' % ",".join('{"yield":%d,"logs":%s}' % (
            at, _log_rows(lines, places)) for at, lines in heard.differs)
    if heard.tasks.status_text is not None:
        row += ',"customStatus":' + quote(heard.tasks.status_text)
    return row + "}"


# == files =========================================================================================

_MAX_FILE = 256 << 20
_MAX_INSTANCES = 1000
_NONCE = "%x" % (time.time_ns() // 1000)


class _File:
    """What this process has written of one instance."""

    def __init__(self, path):
        self.path = path
        self.bytes = 0
        self.is_torn = False
        self.current = None  # the pass that is being heard
        self.restart()

    def restart(self):
        self.index = EventIndex()
        self.events = 0           # how many are written, and their digest
        self.events_digest = 0
        self.known = []

    def append(self, text):
        """One write a line, so that nothing of another process comes in between."""
        data = text.encode("ascii")
        if self.is_torn:
            data = b"\n" + data
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
        descriptor = os.open(self.path, flags | getattr(os, "O_CLOEXEC", 0), 0o600)
        try:
            written = os.write(descriptor, data)
        finally:
            os.close(descriptor)
        self.is_torn = written < len(data)
        self.bytes += written
        if self.is_torn:
            raise OSError("only {} of {} bytes could be written".format(written, len(data)))


def _safe_name(instance, execution):
    """A file name for any instance id: readable where it can be, one of its own always."""
    import hashlib
    shown = re.sub(r"[^A-Za-z0-9._-]", "_", instance)[:60].strip(".") or "instance"
    mark = hashlib.sha256((instance + "\0" + execution).encode("utf-8", "replace")).hexdigest()
    return "{}-{}.{}-{}.trace.jsonl".format(shown, mark[:12], os.getpid(), _NONCE)


class FolderRecorder:
    """Appends passes to files of one folder. Threads may share it; a fork begins its own files."""

    def __init__(self, folder):
        self.folder = os.path.abspath(folder)
        self.lock = threading.RLock()
        self.process = os.getpid()
        self.files = {}
        self.counts = {}
        self.by_thread = {}  # the pass that each thread has begun last

    def begin(self, function, generator, arguments):
        """The listener of a new pass; never raises."""
        try:
            return self._begin(function, generator, arguments)
        except Exception as error:
            _complain(error)
            return _DEAF

    def _begin(self, function, generator, arguments):
        listen_to_logging()
        context = context_among(arguments)
        with self.lock:
            if self.process != os.getpid():
                self.process, self.files = os.getpid(), {}
            if context is None:
                name = function.__name__
                self.counts[name] = self.counts.get(name, 0) + 1
                tasks = PlainTasks(name, arguments)
                instance, execution = "{}-{}".format(name, self.counts[name]), ""
            else:
                said = members_of(context)
                histories = list(said["_histories"])
                instance, execution = _name(said.get("_instance_id")), _execution_in(histories)
                tasks = None
            file = self._file(instance, execution)
            if file.current is not None:
                file.current.abandon()
            if tasks is None:
                if not file.index.knows(histories):
                    file.restart()
                file.index.extend(histories)
                tasks = DurableTasks(context, histories, file.index)
            file.current = heard = Pass(self, generator, tasks, file.known)
        heard.file, heard.instance, heard.execution = file, instance, execution
        heard.function = function
        self.by_thread[threading.get_ident()] = heard
        return heard

    def _file(self, instance, execution):
        file = self.files.get((instance, execution))
        if file is None:
            if len(self.files) >= _MAX_INSTANCES:
                self.files.pop(next(iter(self.files)))
            file = self.files[instance, execution] = _File(
                os.path.join(self.folder, _safe_name(instance, execution)))
        if file.bytes > _MAX_FILE:
            raise OSError("{} is full".format(file.path))
        return file

    @staticmethod
    def lines(heard):
        """The log lines since the last stop."""
        logs, heard.logs = heard.logs, []
        return logs

    def lost(self, heard):
        """Recording of that pass failed: the next begins a new count of yields."""
        file = getattr(heard, "file", None)
        if file is not None and file.current is heard:
            file.current = None

    def finished(self, heard):
        with self.lock:
            file = heard.file
            if file.current is not heard or self.process != os.getpid():
                return
            file.current = None
            text = "" if file.bytes else _head(heard) + "\n"
            line, after = self._line(heard)
            if not file.bytes:
                os.makedirs(self.folder, exist_ok=True)
            file.append(text + line + "\n")
            file.events, file.events_digest, file.known = after

    def _line(self, heard):
        """The line, and what the file holds after it."""
        file, tasks = heard.file, heard.tasks
        places = _Places()
        first = file.events
        if tasks.is_plain:
            rows, number, count = tasks.rows, 1, len(tasks.rows)
            trigger = range(1, count)
        else:
            index, count = tasks.index, len(tasks.histories)
            rows = [_event_row(members_of(event)) for event in tasks.histories[first:]]
            number = index.passes
            trigger = [at for at in range(index.begun + 1, count) if _event_number(
                members_of(tasks.histories[at])) not in _OUTBOUND]
        known = file.known[:heard.shared]
        yields_digest = known[-1][1] if known else 0
        head = '{"prefix":{"events":%d,"eventsDigest":"%08x","yields":%d,"yieldsDigest":"%08x"}' % (
            first, file.events_digest, len(known), yields_digest)
        yields = []
        for segment in heard.fresh:
            row = _yield_row(segment, places)
            yields.append(row)
            yields_digest = zlib.crc32(row.encode("ascii"), yields_digest)
            known.append((segment.key, yields_digest, tuple(segment.logs)))
        body = _pass_row(heard, number, count, trigger, places)
        line = '%s,"places":[%s],"events":[%s],"yields":[%s],"pass":%s}' % (
            head, places.rows(), ",".join(rows), ",".join(yields), body)
        events_digest = zlib.crc32("".join(rows).encode("ascii"), file.events_digest)
        return line, (count, events_digest, known)

    def answered(self):
        """The SDK has answered: what waits now is over, whoever holds its generator still."""
        heard = self.by_thread.pop(threading.get_ident(), None)
        if heard is not None and not heard.is_closing:
            heard.abandon()

    def flush(self):
        """Writes passes whose generators nobody has closed."""
        with self.lock:
            for file in list(self.files.values()):
                if file.current is not None:
                    file.current.abandon()


def _execution_in(histories):
    """The execution's id, from ExecutionStarted: one of the first events."""
    for event in histories[:20]:
        members = members_of(event)
        if _event_number(members) == _STARTED:
            execution = _inner(members.get("OrchestrationInstance")).get("ExecutionId")
            return execution if type(execution) is str else ""
    return ""


def context_among(arguments):
    """The SDK's context: the argument that holds a list of histories."""
    for value in arguments:
        if type(members_of(value).get("_histories")) is list:
            return value
    return None


def _head(heard):
    """The first line of a file: whose passes follow."""
    code = getattr(heard.function, "__code__", None)
    tasks = heard.tasks
    instance = ['"id":' + quote(heard.instance)]
    flavour = "generator"
    if not tasks.is_plain:
        flavour = _durable_members(heard, instance)
    instance.append('"sourceFile":"","format":"recorder","fidelity":"exact"')
    return (
        '{"format":"yieldscope-trace","version":1,"recording":{"recorder":%d,"process":%d,'
        '"python":%s,"timeDigits":%d},"instance":{%s},"orchestrator":{"language":"python",'
        '"file":%s,"function":%s,"sdk":"%s","flavour":"%s"}}' % (
            VERSION, os.getpid(), quote(platform.python_version()), 6, ",".join(instance),
            quote(shown_file(code.co_filename) if code else ""),
            quote(getattr(heard.function, "__qualname__", "")),
            "none" if tasks.is_plain else "real", flavour))


def _durable_members(heard, instance):
    """Adds what stood around the history; the flavour that the schema speaks of."""
    said = heard.tasks.said
    if heard.execution:
        instance.append('"executionId":' + quote(heard.execution))
    index = heard.tasks.index
    name = None if index.started is None else members_of(
        heard.tasks.histories[index.started]).get("Name")
    if type(name) is str:
        instance.append('"name":' + quote(name))
    if type(said.get("_parent_instance_id")) is str:
        instance.append('"parentId":' + quote(said["_parent_instance_id"]))
    instance.append('"input":' + _payload(said.get("_input")))
    schema = getattr(said.get("_replay_schema"), "_value_", None)
    is_new = type(schema) is int and schema >= 2
    if type(schema) is int:
        instance.append('"upperSchemaVersion":%d' % (1 if is_new else schema))
        if is_new:
            instance.append('"upperSchemaVersionNew":%d' % schema)
    for name, member in (("longTimerIntervalTicks", "_long_timer_interval_duration"),
                         ("maximumShortTimerTicks", "_maximum_short_timer_duration")):
        span = said.get(member)
        if type(span) is datetime.timedelta:
            instance.append('"%s":%d' % (name, span // datetime.timedelta(microseconds=1) * 10))
    return "azure-functions-python-1.3" if is_new else "azure-functions-python-1.2"


# == wrapping ======================================================================================

_recorders = {}
def record(function=None, folder=None):
    """Wraps an orchestrator: a generator function, or the `main` of Orchestrator.create.

    `folder` is where recordings go; without it YIELDSCOPE_RECORD says, and without that the
    function is given back as it is. Usable as a decorator, with or without arguments.
    """
    if function is None:
        return lambda decorated: record(decorated, folder)
    try:
        where = folder if folder is not None else os.environ.get("YIELDSCOPE_RECORD")
        if _is_off[0] or not where:
            return function
        where = os.path.abspath(os.fspath(where))
        recorder = _recorders.get(where)
        if recorder is None:
            recorder = _recorders[where] = FolderRecorder(where)
            atexit.register(recorder.flush)
        return wrap(function, recorder)
    except Exception as error:
        _complain(error)
        return function


def wrap(function, recorder):
    """The function with its passes told to `recorder`; the function itself where it cannot be."""
    inner = _inside_handle(function)
    if inner is not None:
        return _handle_with(function, wrap(inner, recorder), recorder)
    if not callable(function) or inspect.iscoroutinefunction(function) or \
            inspect.isasyncgenfunction(function) or not inspect.isroutine(function):
        raise TypeError("record() takes a generator function or Orchestrator.create(...), not {}; "
                        "with decorators it stands lowest".format(type(function).__name__))
    _name_folder(function)
    if inspect.isgeneratorfunction(function):
        return _listening(function, recorder)
    return _listening_call(function, recorder)


def _inside_handle(function):
    """The user's function in the closure of the SDK's handle (SEMANTICS 5.2)."""
    code = getattr(function, "__code__", None)
    cells = getattr(function, "__closure__", None)
    if code is None or not cells or "fn" not in code.co_freevars or \
            inspect.isgeneratorfunction(function):
        return None
    inner = cells[code.co_freevars.index("fn")].cell_contents
    return inner if callable(inner) else None


def _handle_with(handle, inner, recorder):
    """The same handle over another function; the SDK's own object stays as it is."""
    code = handle.__code__
    cells = list(handle.__closure__)
    cells[code.co_freevars.index("fn")] = types.CellType(inner)
    twin = types.FunctionType(code, handle.__globals__, handle.__name__, handle.__defaults__,
                              tuple(cells))
    twin.__kwdefaults__ = handle.__kwdefaults__

    @functools.wraps(handle)
    def main(*args, **kwargs):
        try:
            return twin(*args, **kwargs)
        except BaseException as error:
            error.__traceback__ = error.__traceback__.tb_next
            raise
        finally:
            recorder.answered()

    return main


def _name_folder(function):
    """Places are named from the app's folder, where host.json lies, else from the file's own."""
    if _folder[0] != os.sep:
        return
    code = getattr(inspect.unwrap(function), "__code__", None)
    if code is None or code.co_filename.startswith("<"):
        return
    here = folder = os.path.dirname(os.path.abspath(code.co_filename))
    while os.path.dirname(here) != here:
        if os.path.isfile(os.path.join(here, "host.json")):
            folder = here
            break
        here = os.path.dirname(here)
    set_folder(folder)


def _listening(function, recorder):
    """A generator function like the one it wraps: same values, same exceptions, one frame more."""

    @functools.wraps(function)
    def recorded(*args, **kwargs):
        generator = function(*args, **kwargs)
        heard = recorder.begin(function, generator, args + tuple(kwargs.values()))
        heard.enter("start", None)
        value = thrown = None
        while True:
            try:
                if thrown is None:
                    yielded = generator.send(value)
                else:
                    thrown, error = None, thrown
                    yielded = generator.throw(error)
            except StopIteration as stop:
                value = stop.value
                heard.returned(value)
                return value
            except BaseException as error:
                # Our own frame is no news to the reader of a traceback.
                error.__traceback__ = error.__traceback__.tb_next
                heard.raised(error)
                raise
            error = None
            heard.yielded(yielded)
            try:
                value = yield yielded
            except BaseException as error:
                error.__traceback__ = error.__traceback__.tb_next
                thrown = error
            yielded = None
            if thrown is None:
                heard.enter("send", value)
            elif isinstance(thrown, GeneratorExit):
                heard.closing()
            else:
                heard.enter("raise", thrown)

    return recorded


def _listening_call(function, recorder):
    """For a function that is no generator function: it may give a generator all the same."""

    @functools.wraps(function)
    def recorded(*args, **kwargs):
        made = function(*args, **kwargs)
        if type(made) is not types.GeneratorType:
            heard = recorder.begin(function, None, args + tuple(kwargs.values()))
            heard.enter("start", None)
            heard.returned(made)
            return made
        given = types.FunctionType(_give.__code__, globals(), function.__name__)
        return _listening(functools.wraps(function)(given), _Bound(recorder, args, kwargs))(made)

    return recorded


def _give(made):
    return made


class _Bound:
    """The recorder for a generator that somebody else has made of these arguments."""

    def __init__(self, recorder, args, kwargs):
        self.recorder = recorder
        self.arguments = args + tuple(kwargs.values())

    def begin(self, function, generator, _):
        return self.recorder.begin(inspect.unwrap(function), generator, self.arguments)
