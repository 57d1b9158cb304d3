"""Tasks and how they settle. Source: SEMANTICS 3.1, Task states and Retry."""
import enum

from .actions import NoOpAction, WhenAllAction, WhenAnyAction


class TaskState(enum.Enum):
    RUNNING = 0
    SUCCEEDED = 1
    FAILED = 2


class TaskBase:
    def __init__(self, id_, action):
        self.id = id_
        self.state = TaskState.RUNNING
        self.parent = None
        self.result = None
        self.action_repr = action
        self.is_played = False
        self._is_scheduled_flag = False

    @property
    def _is_scheduled(self):
        return self._is_scheduled_flag

    @property
    def is_completed(self):
        return self.state is not TaskState.RUNNING

    def settle(self, ok, value):
        self.state = TaskState.SUCCEEDED if ok else TaskState.FAILED
        self.result = value
        if self.parent is not None:
            self.parent.child_settled(self)


class AtomicTask(TaskBase):
    def mark_scheduled(self):
        self._is_scheduled_flag = True


class TimerTask(AtomicTask):
    @property
    def is_cancelled(self):
        return self.action_repr.is_cancelled

    def cancel(self):
        if self.is_completed:
            raise ValueError("Cannot cancel a completed task.")
        self.action_repr.is_cancelled = True


class CompoundTask(TaskBase):
    action = None

    def __init__(self, children):
        TaskBase.__init__(self, -1, None)
        carried = []
        for child in children:
            child.parent = self
            if not child._is_scheduled:
                carried.append(child.action_repr)
        self.action_repr = self.action(carried)
        self.pending_tasks = set(children)
        self.completed_tasks = []
        self.children = children
        if not children:
            self.state = TaskState.SUCCEEDED
        for child in children:
            if child.is_completed:
                self.child_settled(child)

    @property
    def _is_scheduled(self):
        return all(child._is_scheduled for child in self.children)

    def mark_scheduled(self):
        for child in self.children:
            child.mark_scheduled()

    def child_settled(self, child):
        if child not in self.pending_tasks:
            raise Exception(
                "Parent Task {} does not have pending sub-task with ID {}.This most likely means "
                "that Task {} completed twice.".format(self.id, child.id, child.id))
        self.pending_tasks.remove(child)
        self.completed_tasks.append(child)
        self.is_played = child.is_played
        self.try_settle(child)


class WhenAllTask(CompoundTask):
    action = WhenAllAction
    has_failed = False

    def try_settle(self, child):
        if child.state is TaskState.SUCCEEDED:
            if not self.pending_tasks:
                self.settle(True, [one.result for one in self.children])
        elif not self.has_failed:
            self.has_failed = True
            self.settle(False, child.result)


class WhenAnyTask(CompoundTask):
    action = WhenAnyAction

    def try_settle(self, child):
        if self.state is TaskState.RUNNING:
            self.settle(True, child)


class RetryAbleTask(WhenAllTask):
    """An attempt, then a hidden timer and another attempt, until there are no more."""

    def __init__(self, child, options, context):
        WhenAllTask.__init__(self, [child])
        self.retry_options = options
        self.context = context
        self.num_attempts = 1
        self.is_waiting_on_timer = False
        self.error = None

    def try_settle(self, child):
        if self.is_waiting_on_timer:
            self.is_waiting_on_timer = False
            if self.num_attempts >= self.retry_options.max_number_of_attempts:
                self.is_waiting_on_timer = True
                self.settle(False, self.error)
            else:
                self.add_hidden()
                self.num_attempts += 1
        elif child.state is TaskState.SUCCEEDED:
            if not self.pending_tasks:
                self.settle(True, child.result)
        else:
            self.add_hidden()
            self.is_waiting_on_timer = True
            self.error = child.result

    def add_hidden(self):
        hidden = AtomicTask(None, NoOpAction())
        hidden.parent = self
        self.pending_tasks.add(hidden)
        self.context._add_to_open_tasks(hidden)
