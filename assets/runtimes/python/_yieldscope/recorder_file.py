"""Loads yieldscope_recorder.py: the part that captures at once, the rest when it is asked for.

A child starts for every replay and keeps no compiled files, so what it does not need costs time.
"""
import os
import sys
import types

_NAME = "yieldscope_recorder"
_REST = "# == what only recording needs"


def install():
    """Puts the module where everybody finds it, the user's own imports too."""
    path = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), _NAME + ".py")
    with open(path, encoding="utf-8") as stream:
        source = stream.read()
    end = source.index(_REST)
    module = types.ModuleType(_NAME)
    module.__file__ = path

    def load_rest(name):
        is_asked_by_python = name.startswith("__")  # __path__, at every import from it
        if not is_asked_by_python and module.__dict__.pop("__getattr__", None) is not None:
            lines = "\n" * source.count("\n", 0, end)  # so that line numbers stay
            exec(compile(lines + source[end:], path, "exec"), module.__dict__)
        try:
            return module.__dict__[name]
        except KeyError:
            raise AttributeError("module {!r} has no attribute {!r}".format(_NAME, name))

    module.__getattr__ = load_rest
    sys.modules[_NAME] = module
    exec(compile(source[:end], path, "exec"), module.__dict__)


if _NAME not in sys.modules:
    install()
