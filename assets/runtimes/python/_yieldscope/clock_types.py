"""datetime.datetime and datetime.date with now, utcnow and today noted.

C types cannot be changed, so the module's names become facades: calling one makes a real object,
isinstance and issubclass answer as the real type does, and comparing the facade with the real type
says equal. Only `is` tells them apart.
"""
import copyreg
import datetime
import sys

from . import conditions
from .watch import muted, note_read

_real_datetime = datetime.datetime
_real_date = datetime.date


class _Facade(type):
    """Metaclass of the facades; a class derived from one is an ordinary class."""

    def __call__(cls, *args, **kwargs):
        real = cls.__dict__.get("_real")
        return real(*args, **kwargs) if real is not None else type.__call__(cls, *args, **kwargs)

    def __instancecheck__(cls, value):
        real = cls.__dict__.get("_real")
        return isinstance(value, real) if real is not None else type.__instancecheck__(cls, value)

    def __subclasscheck__(cls, other):
        real = cls.__dict__.get("_real")
        if real is None:
            return type.__subclasscheck__(cls, other)
        return issubclass(type.__getattribute__(other, "__dict__").get("_real", other), real)

    def __eq__(cls, other):
        real = cls.__dict__.get("_real")
        return cls is other or (real is not None and other is real)

    def __hash__(cls):
        return hash(cls.__dict__.get("_real")) if "_real" in cls.__dict__ else type.__hash__(cls)

    def __repr__(cls):
        real = cls.__dict__.get("_real")
        return repr(real) if real is not None else type.__repr__(cls)


def _noting(real, names, label):
    def method(name):
        def read(cls, *args, **kwargs):
            source = real if "_real" in cls.__dict__ else super(facade, cls)
            if note_read("clock", "{}.{}()".format(label, name), sys._getframe(1)) and \
                    conditions.is_on():
                return conditions.date_or_time(source, name, args, kwargs)
            with muted():  # date.today asks time.time, which is the same read
                return getattr(source, name)(*args, **kwargs)
        read.__name__ = name
        return classmethod(read)

    members = {name: method(name) for name in names}
    members.update(_real=real, __module__="datetime", __doc__=real.__doc__, __slots__=())
    facade = _Facade(real.__name__, (real,), members)
    facade.__qualname__ = real.__qualname__
    return facade


def replace_clock_types(module):
    """Puts the facades into the module; pickles keep naming datetime.datetime."""
    facade = _noting(_real_datetime, ("now", "utcnow", "today"), "datetime.datetime")
    date_facade = _noting(_real_date, ("today",), "datetime.date")
    for real, stand in ((_real_datetime, facade), (_real_date, date_facade)):
        copyreg.pickle(real, lambda value, stand=stand: (stand,) + value.__reduce__()[1:])
    module.datetime = facade
    module.date = date_facade
