"""Locals of a suspended frame (PROTOCOL.md, Locals): the recorder's own code, told of our tasks."""
from yieldscope_recorder import add_task_text, digest, locals_literal, locals_text, set_opaque

from .tasks import RUNNING, TaskBase

__all__ = ["digest", "locals_literal", "locals_text", "set_opaque"]


def _task_text(value, _):
    if not issubclass(type(value), TaskBase):
        return None
    state = "running" if value.state is RUNNING else value.state.name.lower()
    return "#%d %s" % (value.handle, state)


add_task_text(_task_text)
