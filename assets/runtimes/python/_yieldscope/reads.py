"""Notes reads of the clock, random numbers, new ids, the machine and the environment.

Module functions are replaced by wrappers that note and pass on, before the project is imported, so
that `from time import time` gets the wrapper as well. Modules that are not loaded yet are wrapped
when somebody imports them, so that the start stays quick. The tables are in read_tables.py.
"""
import functools
import importlib.machinery
import os
import sys

from . import conditions, connections, environment, threads
from .callers import is_fixed_file, shown_path
from .clock_types import replace_clock_types
from .places import standard_name
from .read_tables import (FUNCTIONS, LOOKED_AT, METHODS, READ_WITHOUT_ARGUMENT, SHARED_RANDOM,
                          UNSEEDED)
from .watch import is_seeded, mark_seeded, muted, note_read

_frame = sys._getframe
_stands_for = {}  # wrapper -> what it replaced


def _put(owner, name, make):
    """Replaces owner.name by make(function), when there is one and the owner can be changed."""
    function = getattr(owner, name, None)
    if function is None or function in _stands_for:
        return
    wrapper = functools.wraps(function)(make(function))
    try:
        setattr(owner, name, wrapper)
        _stands_for[wrapper] = function
    except TypeError:
        pass  # a type of C code: out of reach


def _plain(kind, detail):
    """Notes every call."""
    value, is_for_all = conditions.VALUES.get(detail), detail in conditions.FOR_ALL

    def make(function):
        def noted(*args, **kwargs):
            is_projects = note_read(kind, detail, _frame(1))
            if value is not None and (is_projects or is_for_all) and conditions.is_on():
                return value(function, *args, **kwargs)
            return function(*args, **kwargs)
        return noted
    return make


def _composed(kind, detail):
    """The same for a function that reads by other functions, which is the same read."""
    value = conditions.VALUES.get(detail)

    def make(function):
        def noted(*args, **kwargs):
            if note_read(kind, detail, _frame(1)) and value is not None and conditions.is_on():
                return value(function, *args, **kwargs)
            with muted():
                return function(*args, **kwargs)
        return noted
    return make


def _without_argument(kind, name, detail, enough):
    def make(function):
        def noted(*args):
            if len(args) < enough or args[enough - 1] is None:
                if note_read(kind, detail, _frame(1)) and conditions.is_on():
                    return conditions.broken_down(name, function, args)
            return function(*args)
        return noted
    return make


def _shared_random(module, detail):
    def make(function):
        def noted(*args, **kwargs):
            if not is_seeded(module) and note_read("random", detail, _frame(1)) and \
                    conditions.is_on():
                return conditions.draw(detail, function, args, kwargs)
            return function(*args, **kwargs)
        return noted
    return make


def _seed(module, detail):
    def make(function):
        def seeded(*args, **kwargs):
            if args and args[0] is not None or kwargs:
                mark_seeded(module)
            else:
                note_read("random", detail, _frame(1))
                if conditions.is_on():
                    return function(conditions.number() & 0xFFFFFFFF)
            return function(*args, **kwargs)
        return seeded
    return make


def _unseeded(detail):
    def make(function):
        def noted(*args, **kwargs):
            if not kwargs and (not args or args[0] is None):
                note_read("random", detail, _frame(1))
                if conditions.is_on():
                    return function(conditions.number())
            return function(*args, **kwargs)
        return noted
    return make


def _wrap_module(module):
    """Everything that the tables say of one module."""
    name = module.__name__
    wrap = _composed if name in ("uuid", "secrets", "asyncio") else _plain
    for kind, names in FUNCTIONS.get(name, ()):
        for function in names:
            _put(module, function, wrap(kind, "{}.{}()".format(name, function)))
    for kind, function, enough in READ_WITHOUT_ARGUMENT.get(name, ()):
        _put(module, function,
             _without_argument(kind, function, "{}.{}()".format(name, function), enough))
    for function in SHARED_RANDOM.get(name, ()):
        _put(module, function, _shared_random(name, "{}.{}()".format(name, function)))
    if name in SHARED_RANDOM:
        _put(module, "seed", _seed(name, name + ".seed()"))
    for function in UNSEEDED.get(name, ()):
        _put(module, function, _unseeded("{}.{}()".format(name, function)))
    for cls, methods in METHODS.get(name, {}).items():
        _wrap_class(module, cls, methods)
    special = _SPECIAL.get(name)
    if special is not None:
        special(module)
    if name in SHARED_RANDOM:
        conditions.seed_shared(module)


def _wrap_class(module, name, methods):
    cls = getattr(module, name, None)
    for kind, names in methods if isinstance(cls, type) else ():
        for method in names:
            _put_method(cls, method, kind, "{}.{}.{}()".format(module.__name__, name, method))


def _put_method(cls, name, kind, detail):
    """One method; a class method stays one."""
    is_bound = getattr(getattr(cls, name, None), "__self__", None) is cls
    _put(cls, name, _plain(kind, detail))
    wrapper = cls.__dict__.get(name)
    if is_bound and wrapper in _stands_for:
        setattr(cls, name, staticmethod(wrapper))


def _wrap_random(module):
    """Generators of one's own draw their seed from the machine when they are given none."""
    module._urandom = os.urandom  # of SystemRandom; bound before os.urandom was wrapped
    seed = module.Random.seed

    @functools.wraps(seed)
    def noted(self, a=None, version=2):
        if a is None:
            note_read("random", "random.Random()", _frame(1))
            if conditions.is_on():
                a = conditions.number()
        return seed(self, a, version)

    module.Random.seed = noted


_SPECIAL = {"random": _wrap_random, "threading": threads.wrap, "socket": connections.wrap_socket,
            "ssl": connections.wrap_ssl}
_WRAPPED = frozenset(FUNCTIONS) | frozenset(SHARED_RANDOM) | frozenset(METHODS) | \
    frozenset(_SPECIAL)


class _Loader:
    """Runs a module's own loader, then wraps what it defined."""

    def __init__(self, loader):
        self._loader = loader

    def create_module(self, spec):
        return self._loader.create_module(spec)

    def exec_module(self, module):
        self._loader.exec_module(module)
        module.__loader__ = module.__spec__.loader = self._loader
        _wrap_module(module)


class _Finder:
    """Answers only for the modules that are to be wrapped."""

    def find_spec(self, name, path=None, target=None):
        if name not in _WRAPPED:
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path)
        if spec is None or spec.loader is None or not hasattr(spec.loader, "exec_module"):
            return None
        spec.loader = _Loader(spec.loader)
        return spec


def _watch_looks():
    """os.stat and the like: whether a file is there, how large and how old it is."""
    sets = [value for name, value in vars(os).items()
            if name.startswith("supports_") and isinstance(value, set)]
    for name in LOOKED_AT:
        original = getattr(os, name, None)
        _put(os, name, lambda function, name=name: _looking(function, name))
        for known in sets:
            if original in known:
                known.add(getattr(os, name))


def _looking(function, name):
    def noted(path, *args, **kwargs):
        if type(path) is not int and not (type(path) is str and is_fixed_file(path)):
            frame = _frame(1)
            asker = frame.f_code
            is_path = standard_name(asker.co_filename) in ("genericpath.py", "posixpath.py")
            shown = "os.path." + asker.co_name if is_path else "os." + name
            note_read("file", "{}({})".format(shown, shown_path(path)[:200]), frame)
        return function(path, *args, **kwargs)
    return noted


def _watch_acts_without_event():
    """Calls that create something and raise no audit event."""
    from .watch import act, is_watching
    for name in ("mkfifo", "mknod"):
        def make(function, name=name):
            def refused(path, *args, **kwargs):
                if is_watching():
                    act("open", (path,), _frame(1))
                return function(path, *args, **kwargs)
            return refused
        _put(os, name, make)


def install():
    """Before the project is imported; once a process."""
    sys.meta_path.insert(0, _Finder())
    for name in sorted(_WRAPPED):
        if name in sys.modules:
            _wrap_module(sys.modules[name])
    threads.wrap_thread_module(sys.modules["_thread"])
    environment.watch()
    _watch_looks()
    _watch_acts_without_event()
    replace_clock_types(sys.modules["datetime"])
