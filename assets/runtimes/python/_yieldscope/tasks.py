"""Mirrors of the engine's tasks: what user code holds, yields and asks for results.

They know no rule: handle is the creation order in the pass, state and result are what the engine
said last.
"""
import enum


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
        raise NotImplementedError(
            "Yieldscope does not show task ids to replayed code: the SDK gives an id when a task "
            "is first yielded. Compare the task objects themselves instead.")


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


class CompoundTask(TaskBase):
    """any or all: the engine says which children it consists of and what became of it."""

    __slots__ = ("children",)

    def __init__(self, handle, children):
        TaskBase.__init__(self, handle)
        self.children = children

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
