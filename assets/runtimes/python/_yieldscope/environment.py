"""Reads of os.environ, by the class of the mapping, so that os.environ itself stays what it was."""
import functools
import os
import sys

from . import conditions
from .watch import muted, note_read

_frame = sys._getframe


def watch():
    cls = type(os.environ)
    read, walk = cls.__getitem__, cls.__iter__

    @functools.wraps(read)
    def noted(self, key):
        is_projects = note_read("environment", "os.environ[{!r}]".format(key)
                                if type(key) is str else "os.environ", _frame(1))
        missing = conditions.missing_variable() if is_projects else None
        if missing is None:
            return read(self, key)
        try:
            return read(self, key)
        except KeyError:
            return missing

    @functools.wraps(walk)
    def walked(self):
        note_read("environment", "os.environ", _frame(1))
        return walk(self)

    def copied(self):
        note_read("environment", "os.environ", _frame(1))
        with muted():
            return dict(self)

    cls.__getitem__ = noted
    cls.__iter__ = walked
    cls.copy = copied
