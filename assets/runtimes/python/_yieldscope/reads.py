"""Notes reads of the clock, random numbers, new ids and the environment.

Module functions are replaced by wrappers that note and pass on; modules that are not loaded yet
are wrapped when somebody imports them, so that the start stays quick.
"""
import functools
import importlib.machinery
import os
import sys
import time

from .watch import note_read, quiet

_CLOCK = ("time", "time_ns", "monotonic", "monotonic_ns", "perf_counter", "perf_counter_ns",
          "localtime", "gmtime", "ctime")
_RANDOM = ("random", "randint", "randrange", "choice", "choices", "sample", "shuffle", "uniform",
           "gauss", "getrandbits", "randbytes", "betavariate", "expovariate", "normalvariate",
           "triangular")


def _wrap(module, name, kind, allow_standard):
    function = getattr(module, name, None)
    if function is None:
        return
    detail = "{}.{}()".format(module.__name__, name)

    @functools.wraps(function)
    def noted(*args, **kwargs):
        if note_read(kind, detail, allow_standard) and kind == "uuid":
            with quiet():  # it reads random bytes itself, which is the same read
                return function(*args, **kwargs)
        return function(*args, **kwargs)

    setattr(module, name, noted)


def _wrap_random(module):
    for name in _RANDOM:
        _wrap(module, name, "random", False)


def _wrap_uuid(module):
    for name in ("uuid1", "uuid4"):
        _wrap(module, name, "uuid", False)


def _wrap_secrets(module):
    for name in ("token_bytes", "token_hex", "token_urlsafe", "choice", "randbelow", "randbits"):
        _wrap(module, name, "random", False)  # its os.urandom is noted at the same place


def _wrap_datetime(module):
    from .clock_types import replace_clock_types
    replace_clock_types(module)


_ON_IMPORT = {"random": _wrap_random, "uuid": _wrap_uuid, "secrets": _wrap_secrets}


class _Loader:
    """Runs a module's own loader, then wraps what it defined."""

    def __init__(self, loader, wrap):
        self._loader = loader
        self._wrap = wrap

    def create_module(self, spec):
        return self._loader.create_module(spec)

    def exec_module(self, module):
        self._loader.exec_module(module)
        module.__loader__ = module.__spec__.loader = self._loader
        self._wrap(module)


class _Finder:
    """Answers only for the modules that are to be wrapped."""

    def find_spec(self, name, path=None, target=None):
        wrap = _ON_IMPORT.get(name)
        if wrap is None:
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path)
        if spec is None or spec.loader is None:
            return None
        spec.loader = _Loader(spec.loader, wrap)
        return spec


def _watch_environment():
    """Reading is a method of the mapping's class, so that os.environ itself stays what it was."""
    cls = type(os.environ)
    read = cls.__getitem__

    @functools.wraps(read)
    def noted(self, key):
        note_read("environment", "os.environ[{!r}]".format(key) if isinstance(key, str)
                  else "os.environ", True)
        return read(self, key)

    cls.__getitem__ = noted


def install():
    for name in _CLOCK:
        _wrap(time, name, "clock", False)
    _wrap(time, "sleep", "sleep", False)
    _wrap(os, "urandom", "random", True)
    _watch_environment()
    sys.meta_path.insert(0, _Finder())
    for name, wrap in _ON_IMPORT.items():
        if name in sys.modules:
            wrap(sys.modules[name])
    _wrap_datetime(sys.modules["datetime"])
