"""Replay must not act: refuses what would change the world, and notes what it read (DESIGN 6).

An audit hook hears about sockets, processes and files; reads.py wraps the clock, random and the
like. Both are quiet unless orchestrator code runs (between enter and leave).
"""
import os
import sys

from .places import is_own, is_standard, place_of_caller, shown_file

_MAX_NOTED = 100
_WRITE_FLAGS = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND

_ACTS = {
    "socket.connect": ("net", "network", "connecting a socket"),
    "socket.bind": ("net", "network", "binding a socket"),
    "socket.sendto": ("net", "network", "sending on a socket"),
    "socket.sendmsg": ("net", "network", "sending on a socket"),
    "socket.getaddrinfo": ("net", "network", "looking up a host name"),
    "socket.gethostbyname": ("net", "network", "looking up a host name"),
    "subprocess.Popen": ("processes", "process", "starting a process"),
    "os.system": ("processes", "process", "starting a process"),
    "os.exec": ("processes", "process", "starting a process"),
    "os.fork": ("processes", "process", "starting a process"),
    "os.forkpty": ("processes", "process", "starting a process"),
    "os.posix_spawn": ("processes", "process", "starting a process"),
    "os.spawn": ("processes", "process", "starting a process"),
    "os.kill": ("processes", "process", "sending a signal"),
    "os.killpg": ("processes", "process", "sending a signal"),
    "os.remove": ("files", "file", "deleting a file"),
    "os.rename": ("files", "file", "renaming a file"),
    "os.rmdir": ("files", "file", "deleting a folder"),
    "os.mkdir": ("files", "file", "creating a folder"),
    "os.link": ("files", "file", "linking a file"),
    "os.symlink": ("files", "file", "linking a file"),
    "os.truncate": ("files", "file", "shortening a file"),
    "os.chmod": ("files", "file", "changing a file's mode"),
    "os.chown": ("files", "file", "changing a file's owner"),
    "os.utime": ("files", "file", "changing a file's times"),
    "os.setxattr": ("files", "file", "changing a file's attributes"),
    "sqlite3.connect": ("files", "file", "opening a database"),
}


class _State:
    def __init__(self):
        self.active = False
        self.allowed = frozenset()
        self.noted = []
        self.seen = set()


_state = _State()


def enter():
    _state.active = True


def leave():
    _state.active = False


def is_active():
    return _state.active


def begin_pass():
    _state.noted = []
    _state.seen = set()


def take():
    """What was noted since the last call: (kind, detail, is_refused, place)."""
    if not _state.noted:
        return _state.noted
    noted, _state.noted = _state.noted, []
    _state.seen = set()
    return noted


def has_noted():
    return bool(_state.noted)


def note(kind, detail, place, is_refused=False):
    """Notes a read or a refused act once a place and segment."""
    key = (kind, detail, place)
    if key not in _state.seen and len(_state.noted) < _MAX_NOTED:
        _state.seen.add(key)
        _state.noted.append((kind, detail, is_refused, place))


def note_read(kind, detail, allow_standard):
    """Notes a read made by the nearest caller that is the user's; library calls are not noted
    unless `allow_standard` (secrets reads os.urandom for the user; logging reads the clock for
    itself). True when orchestrator code is behind it."""
    if not _state.active:
        return False
    _state.active = False
    try:
        frame = sys._getframe(2)
        while frame is not None and is_own(frame.f_code.co_filename):
            frame = frame.f_back
        if frame is None or (not allow_standard and is_standard(frame.f_code.co_filename)):
            return False
        place = place_of_caller(frame)
        if place[0]:
            note(kind, detail, place)
        return True
    finally:
        _state.active = True


class quiet:
    """Hears nothing for a while: what is read now belongs to a read that is noted already."""

    def __enter__(self):
        _state.active = False

    def __exit__(self, *_):
        _state.active = True


def _shown(path):
    if isinstance(path, bytes):
        path = path.decode("utf-8", "replace")
    if isinstance(path, str):
        return shown_file(path) if path.startswith(os.sep) else path
    return str(path) if isinstance(path, int) else type(path).__name__


def _detail(event, args):
    if event in ("os.kill", "os.killpg"):
        return event  # a process id is another one in every run
    if event == "socket.connect" or event == "socket.bind":
        address = args[1]
        if isinstance(address, tuple):
            address = ":".join(str(part) for part in address[:2])
        return "{}({})".format(event, _shown(address))
    if args and isinstance(args[0], (str, bytes, int)):
        return "{}({})".format(event, _shown(args[0])[:200])
    return event


def _refuse(event, args, act):
    allowance, kind, words = act
    if allowance in _state.allowed:
        return
    _state.active = False
    try:
        place = place_of_caller(sys._getframe(2))
        note(kind, _detail(event, args), place, True)
    finally:
        _state.active = True
    raise PermissionError(
        "Yieldscope refused {} while it replays this orchestrator: {} at {}:{}. An orchestrator "
        "must leave that to an activity; --allow {} lets the replay do it.".format(
            words, _detail(event, args), place[0], place[2], allowance))


def _opened(args):
    path, mode, flags = args
    if isinstance(path, int):
        return
    if isinstance(flags, int) and flags & _WRITE_FLAGS:
        if _shown(path) != os.devnull:
            _refuse("open", (path,), ("files", "file", "writing a file"))
        return
    frame = sys._getframe(2)
    if frame is not None and not frame.f_code.co_filename.startswith("<frozen"):
        note_read("file", "open({})".format(_shown(path)[:200]), True)


def _hook(event, args):
    if not _state.active:
        return
    act = _ACTS.get(event)
    if event == "sqlite3.connect" and args[0] in (":memory:", b":memory:"):
        return
    if act is not None:
        _refuse(event, args, act)
    elif event == "open":
        _opened(args)


def install(allowances):
    """Cannot be undone: once a process."""
    _state.allowed = frozenset(allowances)
    if hasattr(sys, "addaudithook"):
        sys.addaudithook(_hook)
