"""Worlds: the same code under another clock, other random numbers, another environment.

An experiment tells of its world with `import` and `run` (PROTOCOL.md, Worlds). In a world, what the
project reads of clock and chance is made up here from two numbers, so that runs in equal worlds read
equal values; what still differs between them comes from elsewhere. reads.py and its neighbours ask
this module for the value when the read is the project's own.
"""
import os
import sys

_SECOND = 1_000_000_000
_MASK = (1 << 64) - 1
#: When the clocks that count from a start began: 2020-01-01, in nanoseconds.
_STARTED = 1_577_836_800 * _SECOND

#: Variables that stay when the environment is emptied: what Python, the system's loader and the
#: Functions worker need, and what belongs to other conditions (the zone belongs to the clock).
_KEPT = frozenset(("PATH", "HOME", "LANG", "LANGUAGE", "TZ", "TMPDIR", "LD_LIBRARY_PATH",
                   "LD_PRELOAD", "VIRTUAL_ENV", "FUNCTIONS_WORKER_RUNTIME",
                   "AzureWebJobsScriptRoot"))
_KEPT_STARTS = ("PYTHON", "LC_")


class _World:
    def __init__(self):
        self.is_on = False
        self.now = 0       # nanoseconds since 1970
        self.tick = 0      # by how much each read of a clock moves it on
        self.chance = 0    # state of the numbers that stand for chance
        self.edge = None   # 0 or 1: the project draws the lowest or the highest number
        self.missing = None  # what a variable that is not set answers
        self.is_emptied = False


_world = _World()


def enter(world):
    """Begins a world, from the member `world` of a command. None: everything stays what it is."""
    if world is None:
        return
    _world.is_on = True
    _world.now = world["clock"]
    _world.tick = world["tick"]
    _world.chance = world["seed"] & _MASK
    _world.edge = world.get("edge")
    _world.missing = world.get("missing")
    if world.get("emptied"):
        _empty_environment()
    for name in ("random", "numpy.random"):
        module = sys.modules.get(name)
        if module is not None:
            seed_shared(module)


def is_on():
    return _world.is_on


# -- the clock ---------------------------------------------------------------------------------

def clock():
    """The next reading, in nanoseconds since 1970."""
    _world.now += _world.tick
    return _world.now


def pass_time(seconds):
    """The code slept: clocks that stood still would let it wait for ever."""
    _world.now += int(seconds * _SECOND)


def _seconds(function):
    return clock() / _SECOND


def _nanoseconds(function):
    return clock()


def _running_seconds(function):
    return (clock() - _STARTED) / _SECOND


def _running_nanoseconds(function):
    return clock() - _STARTED


def _clock_gettime(function, which):
    import time
    return (_seconds if which == time.CLOCK_REALTIME else _running_seconds)(function)


def _clock_gettime_ns(function, which):
    import time
    return (_nanoseconds if which == time.CLOCK_REALTIME else _running_nanoseconds)(function)


def _sleep(function, seconds):
    function(seconds)
    pass_time(seconds)


def broken_down(name, function, args):
    """time.localtime() and its like, which take the time where none is given."""
    now = clock() // _SECOND
    if name in ("strftime", "asctime"):
        import time
        return function(*(tuple(args[:1] if name == "strftime" else ()) + (time.localtime(now),)))
    return function(now)


def date_or_time(source, name, args, kwargs):
    """now, utcnow and today of datetime.datetime, datetime.date and classes derived from them."""
    now = clock()
    if not hasattr(source, "utcnow"):
        return source.fromtimestamp(now // _SECOND)
    zone = args[0] if args else kwargs.get("tz")
    if name == "utcnow":
        import datetime
        zone = datetime.timezone.utc
    value = source.fromtimestamp(now // _SECOND, zone).replace(
        microsecond=now % _SECOND // 1000)
    return value.replace(tzinfo=None) if name == "utcnow" else value


def _stamp(name):
    def value(function, *args, **kwargs):
        cls = sys.modules["pandas"].Timestamp
        if name == "utcnow":
            return cls(clock(), tz="UTC")
        zone = args[0] if args else kwargs.get("tz")
        if zone is not None:
            return cls(clock(), tz="UTC").tz_convert(zone)
        return cls(date_or_time(_naive(), "now", (), {}))
    return value


def _naive():
    import datetime
    return datetime.datetime.__mro__[1]  # the real type behind the facade


# -- chance ------------------------------------------------------------------------------------

def number():
    """64 bits (splitmix64): nothing has to be imported for it."""
    _world.chance = (_world.chance + 0x9E3779B97F4A7C15) & _MASK
    value = _world.chance
    value = ((value ^ (value >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
    value = ((value ^ (value >> 27)) * 0x94D049BB133111EB) & _MASK
    return value ^ (value >> 31)


def _integer(edge, low, high):
    return int(high if edge else low)


#: detail of a draw -> its lowest or highest value: what one draw in a million leads to.
_EDGES = {
    "random.random()": lambda edge: 1 - 2 ** -53 if edge else 0.0,
    "random.uniform()": lambda edge, low, high: high if edge else low,
    "random.randint()": _integer,
    "random.choice()": lambda edge, items: items[-1 if edge else 0],
    "numpy.random.rand()": lambda edge: 1 - 2 ** -53 if edge else 0.0,
    "numpy.random.random()": lambda edge: 1 - 2 ** -53 if edge else 0.0,
}


def draw(detail, function, args, kwargs):
    """A draw of the project's from a shared generator."""
    if _world.edge is not None and detail in _EDGES:
        try:
            return _EDGES[detail](_world.edge, *args, **kwargs)
        except (TypeError, IndexError, ValueError):
            pass  # not called as usual: the generator says why, or knows
    return function(*args, **kwargs)


def _bytes(function, size, flags=0):
    whole = b"".join(number().to_bytes(8, "little") for _ in range((size + 7) // 8))
    return whole[:size]


def _uuid(version):
    def value(function, *_, **__):
        import uuid
        return uuid.UUID(int=number() << 64 | number(), version=version)
    return value


def seed_shared(module):
    """Gives the generator that all of the process share a seed of this world."""
    if not _world.is_on:
        return
    if module.__name__ == "random":
        module._inst.seed(number())
    else:
        generator = getattr(getattr(module, "mtrand", None), "_rand", None)
        if generator is not None:
            generator.seed(number() & 0xFFFFFFFF)


# -- the environment ---------------------------------------------------------------------------

def _empty_environment():
    _world.is_emptied = True
    for name in list(os.environ):
        if name not in _KEPT and not name.startswith(_KEPT_STARTS):
            del os.environ[name]


def has_no_settings():
    """Whether local.settings.json is left out: it is a part of the environment."""
    return _world.is_emptied


def missing_variable():
    """What a variable that the project asks for and that is not set answers, or None."""
    return _world.missing


#: detail of a read -> what makes up its value, called with the real function and its arguments.
VALUES = {
    "time.time()": _seconds, "time.time_ns()": _nanoseconds,
    "time.clock_gettime()": _clock_gettime, "time.clock_gettime_ns()": _clock_gettime_ns,
    "time.sleep()": _sleep,
    "os.urandom()": _bytes, "os.getrandom()": _bytes,
    "uuid.uuid1()": _uuid(1), "uuid.uuid4()": _uuid(4), "uuid.uuid6()": _uuid(4),
    "uuid.uuid7()": _uuid(4),
    "pandas.Timestamp.now()": _stamp("now"), "pandas.Timestamp.today()": _stamp("today"),
    "pandas.Timestamp.utcnow()": _stamp("utcnow"),
}
for _name in ("monotonic", "perf_counter", "process_time", "thread_time"):
    VALUES["time.{}()".format(_name)] = _running_seconds
    VALUES["time.{}_ns()".format(_name)] = _running_nanoseconds

#: Varied for everybody: uuid and secrets ask for these on the project's behalf.
FOR_ALL = frozenset(("os.urandom()", "os.getrandom()"))
