"""Plain generators (flavour `generator`): no context; every yielded value is a task."""
import json

from .jsontext import quote
from .tasks import AtomicTask


def _describe(value):
    return "<{}>".format(type(value).__name__)


class PlainContext:
    """Stands where DurableOrchestrationContext stands, for the run's own bookkeeping."""

    _status_is_live = False

    def __init__(self, run, begin):
        self._ops = []
        self._tasks = []
        self._ticks = 0
        self._is_replaying = False
        self._arguments = begin["arguments"]

    def call_arguments(self):
        return json.loads(self._arguments) if self._arguments else []

    def make_value(self, value):
        """The yielded value as a new task, with an op that carries it."""
        task = AtomicTask(len(self._tasks))
        self._tasks.append(task)
        try:
            text = json.dumps(value, default=_describe)
        except Exception:  # circular, or keys that are no text
            text = quote(_describe(value))
        self._ops.append(("value", task.handle, text))
        return task
