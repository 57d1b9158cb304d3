"""Replay must not act: refuses what would change the world, and notes what it read (DESIGN 6).

An audit hook hears about sockets, processes and files; reads.py wraps the clock, random and the
like. Both listen while orchestrator code runs (between enter and leave), and to the threads that it
started for as long as they live; threads of the import are the project's own business.
"""
import os
import sys
from _thread import get_ident

from .acts import ACTS, READS
from .callers import is_fixed_file, is_of_import, place_of_reader, shown_path
from .places import is_in_target, place_of_caller

_HEARD = frozenset(ACTS) | frozenset(READS)
_MAX_NOTED = 100
_MAX_DETAIL = 200
_WRITE_FLAGS = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class _State:
    def __init__(self):
        self.active = False
        self.import_reads = set()
        self.is_importing = False  # the project, in a world of its own (conditions.py)
        self.muted = 0          # reads are not noted: one that is noted already does them
        self.main = get_ident()
        self.threads = {self.main}  # with those that orchestrator code started
        self.allowed = frozenset()
        self.noted = []
        self.seen = set()
        self.seeded = set()     # random generators that this pass has seeded itself
        self.places = {}        # (code, instruction, detail) -> (place or None, code)


_state = _State()


def enter():
    _state.active = True


def leave():
    _state.active = False


class importing:
    """While the project is imported: note_read says whether a read is its own."""

    def __enter__(self):
        _state.is_importing = True

    def __exit__(self, *_):
        _state.is_importing = False


def begin_run():
    """In the process of a run, on the thread that will run the code."""
    _state.main = get_ident()
    _state.threads = {_state.main}


def begin_pass():
    _state.noted = []
    _state.seen = set()
    _state.seeded = set()


def adopt_thread():
    """The calling thread was started by orchestrator code."""
    _state.threads.add(get_ident())


def is_watching():
    """Whether what the calling thread does now is orchestrator code's doing."""
    if _state.active:
        return get_ident() in _state.threads
    return len(_state.threads) > 1 and get_ident() != _state.main and get_ident() in _state.threads


def take():
    """What was noted since the last call: (kind, detail, is_refused, place)."""
    if not _state.noted:
        return _state.noted
    noted, _state.noted = _state.noted, []
    _state.seen = set()
    return noted


def note(kind, detail, place, is_refused=False):
    """Notes a read or a refused act once a place and segment."""
    key = (kind, detail, place)
    if kind == "environment" and (kind, "os.environ", place) in _state.seen:
        return  # dict(os.environ) asks for all, then for each
    if key not in _state.seen and len(_state.noted) < _MAX_NOTED:
        _state.seen.add(key)
        _state.noted.append((kind, detail, is_refused, place))


def note_read(kind, detail, frame):
    """Notes a read made under `frame` when orchestrator code is behind it; whether it is."""
    if _state.muted:
        return False
    if not is_watching():
        return _state.is_importing and _note_import(kind, frame)
    code = frame.f_code
    key = (id(code), frame.f_lasti, detail)
    known = _state.places.get(key)
    if known is None:
        _state.muted += 1
        try:
            place = place_of_reader(frame, kind)
            if place is not None and _is_only_logged(frame, place, kind):
                place = None
        finally:
            _state.muted -= 1
        if is_in_target(code.co_filename):  # else it depends on who called the library
            _state.places[key] = (place, code)
    else:
        place = known[0]
    if place is not None:
        note(kind, detail, place)
    return place is not None


def _note_import(kind, frame):
    if not is_of_import(frame, kind):
        return False
    _state.import_reads.add(kind)
    return True


def import_reads():
    """Kinds of what the project's modules read while they were imported, of those that a world has."""
    return sorted(_state.import_reads & {"clock", "random", "uuid", "environment"})


def _is_only_logged(frame, place, kind):
    """A read for a log line that is written under `if not context.is_replaying` is harmless, and so
    is reading that flag for it."""
    from .source_scan import is_flag_for_logs, is_guarded_log
    while frame is not None and not is_in_target(frame.f_code.co_filename):
        frame = frame.f_back
    is_harmless = is_flag_for_logs if kind == "replaying" else is_guarded_log
    return frame is not None and is_harmless(frame.f_code.co_filename, place[2])


class muted:
    """For a while reads are not noted; acts are refused all the same."""

    def __enter__(self):
        _state.muted += 1

    def __exit__(self, *_):
        _state.muted -= 1


def mark_seeded(generator):
    """This pass gave a shared random generator a seed: its draws repeat in every pass."""
    if is_watching():
        _state.seeded.add(generator)


def is_seeded(generator):
    return generator in _state.seeded


def act(event, args, frame):
    """Refuses what acts on the world, or notes it when it is allowed."""
    allowance, kind, words = ACTS[event]
    detail = _detail(event, args)
    is_allowed = allowance in _state.allowed
    if is_allowed and _state.muted:
        return
    _state.muted += 1
    try:
        place = place_of_caller(frame)
        note("act" if is_allowed else kind, detail, place, not is_allowed)
    finally:
        _state.muted -= 1
    if not is_allowed:
        raise PermissionError(
            "Yieldscope refused {} while it replays this orchestrator: {} at {}:{}. An "
            "orchestrator must leave that to an activity; --allow {} lets the replay do it.".format(
                words, detail, place[0], place[2], allowance))


def _detail(event, args):
    if event in ("os.kill", "os.killpg", "signal.pthread_kill"):
        return event  # a process id is another one in every run
    if event in ("socket.connect", "socket.bind"):
        address = args[1]
        if type(address) is tuple:
            address = ":".join(str(part) for part in address[:2] if type(part) in (str, int))
        return "{}({})".format(event, shown_path(address)[:_MAX_DETAIL])
    if event in ("os.putenv", "os.unsetenv"):
        return "{}({})".format(event, shown_path(args[0])[:_MAX_DETAIL])
    if event.startswith("ctypes."):
        named = [part for part in args if type(part) is str]
        return "{}({})".format(event, named[0]) if named else event
    if args and (type(args[0]) in (str, bytes, int) or event.startswith("os.")):
        return "{}({})".format(event, shown_path(args[0])[:_MAX_DETAIL])
    return event


def _opened(args, frame):
    path, _, flags = args
    if type(path) is int:
        return
    if isinstance(flags, int) and flags & _WRITE_FLAGS:
        if shown_path(path) != os.devnull:
            act("open", (path,), frame)
    elif not ((type(path) is str or type(path) is bytes) and is_fixed_file(os.fsdecode(path))):
        note_read("file", "open({})".format(shown_path(path)[:_MAX_DETAIL]), frame)


def _hook(event, args):
    if event not in _HEARD or not is_watching():
        return  # nearly always: reading a frame's code is an event as well
    frame = sys._getframe(1)
    if event == "open":
        _opened(args, frame)
    elif event in READS:
        note_read(READS[event], _detail(event, args), frame)
    elif event == "sqlite3.connect" and _is_harmless_database(args[0]):
        if args[0] not in (":memory:", b":memory:"):
            note_read("file", _detail(event, args), frame)
    else:
        act(event, args, frame)


def _is_harmless_database(name):
    if isinstance(name, bytes):
        name = name.decode("utf-8", "replace")
    return isinstance(name, str) and (name == ":memory:" or (
        name.startswith("file:") and ("mode=ro" in name or "mode=memory" in name)))


def install(allowances):
    """Cannot be undone: once a process."""
    _state.allowed = frozenset(allowances)
    if hasattr(sys, "addaudithook"):
        sys.addaudithook(_hook)


def allows(allowance):
    return allowance in _state.allowed
