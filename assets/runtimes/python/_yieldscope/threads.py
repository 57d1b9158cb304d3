"""Threads that orchestrator code starts: noted, and watched as long as they live."""
import sys

from .watch import adopt_thread, is_watching, note_read

_frame = sys._getframe


def _starter(start, detail):
    def started(function, *args, **kwargs):
        if is_watching():
            note_read("thread", detail, _frame(1))
            function = _adopted(function)
        return start(function, *args, **kwargs)
    return started


def _adopted(function):
    def run(*args, **kwargs):
        adopt_thread()
        return function(*args, **kwargs)
    return run


def wrap(threading):
    """Thread.start() of every kind of thread comes through these names."""
    for name in ("_start_new_thread", "_start_joinable_thread"):
        start = getattr(threading, name, None)
        if start is not None:
            setattr(threading, name, _starter(start, "threading.Thread.start()"))


def wrap_thread_module(module):
    for name in ("start_new_thread", "start_new"):
        start = getattr(module, name, None)
        if start is not None:
            setattr(module, name, _starter(start, "_thread.start_new_thread()"))
