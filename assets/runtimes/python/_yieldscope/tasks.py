"""Mirrors of the engine's tasks: what user code holds, yields and asks for results.

They know no rule: handle is the creation order in the pass, state and result are what the engine
said last.
"""
import enum

#: Asks the engine for a task's id; set for the time of a run.
id_reader = [None]


class TaskState(enum.Enum):
    """As in azure.durable_functions.models.Task."""

    RUNNING = 0
    SUCCEEDED = 1
    FAILED = 2


RUNNING = TaskState.RUNNING
SUCCEEDED = TaskState.SUCCEEDED
FAILED = TaskState.FAILED


class TaskBase:
    """Base of all tasks; `result` of a failed task is the exception object (SEMANTICS 5.1)."""

    __slots__ = ("handle", "state", "result")

    def __init__(self, handle):
        self.handle = handle
        self.state = RUNNING
        self.result = None

    @property
    def is_completed(self):
        return self.state is not RUNNING

    @property
    def id(self):
        """As the SDK counts: None until the task is first yielded. Only the engine knows."""
        return id_reader[0](self)


class AtomicTask(TaskBase):
    """One call."""

    __slots__ = ()


class EventTask(AtomicTask):
    """A wait for an external event; the SDK uses the event's name as its id."""

    __slots__ = ("name",)

    def __init__(self, handle, name):
        TaskBase.__init__(self, handle)
        self.name = name

    @property
    def id(self):
        return self.name


class TimerTask(AtomicTask):
    """A timer, which can be cancelled until it has fired."""

    __slots__ = ("_ops", "_is_cancelled")

    def __init__(self, handle, ops):
        TaskBase.__init__(self, handle)
        self._ops = ops
        self._is_cancelled = False

    @property
    def is_cancelled(self):
        return self._is_cancelled

    def cancel(self):
        if self.state is not RUNNING:
            raise ValueError("Cannot cancel a completed task.")
        self._is_cancelled = True
        self._ops.append(("cancel", self.handle))


class LongTimerTask(AtomicTask):
    """A timer beyond the provider's maximum (1.3). Cancelling it changes nothing that is sent."""

    __slots__ = ("_ops", "_is_cancelled")

    __init__ = TimerTask.__init__

    @property
    def id(self):
        return None

    def is_canceled(self):
        return self._is_cancelled

    def cancel(self):
        if self.result:
            raise Exception("Cannot cancel a completed task.")
        self._is_cancelled = True


class CompoundTask(TaskBase):
    """any or all: the engine says what became of it.

    `children` is the very object that the code passed, as in the SDK: what the code does to its
    list afterwards shows. `known` are the children that the engine was told of.
    """

    __slots__ = ("children", "known")

    def __init__(self, handle, children, known):
        TaskBase.__init__(self, handle)
        self.children = children
        self.known = known

    def changes(self, seen=None):
        """Each compound in this tree whose list is another by now, looked at once however often
        it stands there."""
        seen = set() if seen is None else seen
        seen.add(self.handle)
        for child in self.known:
            if isinstance(child, CompoundTask) and child.handle not in seen:
                yield from child.changes(seen)
        if type(self.children) is list and self.children != self.known and \
                all(isinstance(child, TaskBase) for child in self.children):
            self.known = list(self.children)
            yield self

    @property
    def id(self):
        return -1


class WhenAllTask(CompoundTask):
    """Its result is the list of its children's results; None when it has none (SEMANTICS 3.1)."""

    __slots__ = ()


class WhenAnyTask(CompoundTask):
    """Its result is the child that came first."""

    __slots__ = ()


class RetryAbleTask(AtomicTask):
    """A call with retry. The attempts are the engine's business."""

    __slots__ = ()

    @property
    def id(self):
        return -1
