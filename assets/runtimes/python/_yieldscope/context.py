"""DurableOrchestrationContext: records what the code asks for as ops (PROTOCOL.md, Ops).

Argument checks raise what the SDK raises, on the same line (SEMANTICS 5.1). No rule about ids,
matching or compounds lives here: a compound whose outcome is not plain is asked for.
"""
import datetime
import json
import sys

from . import watch
from .capture import set_opaque
from .jsontext import dumps, is_immutable, loads
from .places import place_of_caller
from .tasks import (RUNNING, AtomicTask, CompoundTask, EventTask, LongTimerTask, RetryAbleTask,
                    TaskBase, TimerTask, WhenAllTask, WhenAnyTask)

_TIME_FORMAT = "%Y-%m-%dT%H:%M:%S.%fZ"
_EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
_DATE = datetime.date


class FunctionContext:
    """Members of the worker payload that the orchestrator itself does not use."""

    def __init__(self, members):
        self.__dict__.update(members)


def clock_from_ticks(ticks):
    """100 ns ticks since 1970 to an aware datetime; the seventh digit is cut, as dateutil does."""
    return _EPOCH + datetime.timedelta(microseconds=ticks // 10)


class DurableOrchestrationContext:
    """What an orchestrator of azure-functions-durable 1.x is given."""

    def __init__(self, run, begin):
        self._run = run
        self._ops = []
        self._tasks = []
        self._ticks = begin["clock"]
        self._clock_of = None
        self._is_replaying = begin["replaying"]
        self._instance_id = begin["instance"]
        self._parent_instance_id = begin["parent"]
        self._input = _raw_input(begin["input"])
        self._custom_status = None
        self._status_op = None
        self._status_is_live = False
        self._has_compounds = False
        longest = begin.get("longest_timer")
        self._longest_timer = longest and datetime.timedelta(microseconds=longest // 10)
        self._guids = 0
        self._continue_as_new_flag = False
        self._function_context = FunctionContext(begin.get("members") or {})

    # -- calls ---------------------------------------------------------------------------------

    def call_activity(self, name, input_=None):
        if type(name) is not str:
            name = function_name(name, "call_activity", "activityTrigger")
        text = dumps(input_)
        if not name:
            raise ValueError("function_name cannot be empty")
        tasks = self._tasks
        handle = len(tasks)
        task = AtomicTask(handle)
        tasks.append(task)
        self._ops.append(("activity", handle, name, text))
        return task

    def call_activity_with_retry(self, name, retry_options, input_=None):
        if type(name) is not str:
            name = function_name(name, "call_activity", "activityTrigger")
        text = dumps(input_)
        return self._retry("activity_with_retry", name, retry_options, (text,))

    def call_sub_orchestrator(self, name, input_=None, instance_id=None, version=None):
        if type(name) is not str:
            name = function_name(name, "call_sub_orchestrator", "orchestrationTrigger")
        text = dumps(input_)
        if not name:
            raise ValueError("function_name cannot be empty")
        return self._make(AtomicTask, "sub_orchestration", name, text, instance_id)

    def call_sub_orchestrator_with_retry(self, name, retry_options, input_=None, instance_id=None,
                                         version=None):
        if type(name) is not str:
            name = function_name(name, "call_sub_orchestrator", "orchestrationTrigger")
        text = dumps(input_)
        return self._retry("sub_orchestration_with_retry", name, retry_options,
                           (text, instance_id))

    def _retry(self, kind, name, options, rest):
        if not name:
            raise ValueError("function_name cannot be empty")
        if not options:
            raise ValueError("retry_options cannot be empty")
        return self._make(RetryAbleTask, kind, name, *rest, options.max_number_of_attempts,
                          dumps(options.to_json()))

    def call_http(self, method, uri, content=None, headers=None, token_source=None,
                  is_raw_str=False):
        if content and not (is_raw_str and isinstance(content, str)):
            content = json.dumps(content)  # strings as well, custom objects not
        if not method:
            raise ValueError("method cannot be empty")
        if not uri:
            raise ValueError("uri cannot be empty")
        request = {"method": method, "uri": uri, "content": content, "headers": headers}
        if token_source:
            request["tokenSource"] = token_source.to_json()
        return self._make(AtomicTask, "http", method, uri, dumps(request))

    def create_timer(self, fire_at):
        if not isinstance(fire_at, _DATE):
            raise ValueError("fireAt: Expected valid datetime object but got ", fire_at)
        cls, zone = TimerTask, ()
        if self._longest_timer:
            if fire_at > self.current_utc_datetime + self._longest_timer:
                cls = LongTimerTask
            if fire_at.utcoffset():
                zone = (int(fire_at.utcoffset().total_seconds()),)
        task = cls(len(self._tasks), self._ops)
        self._tasks.append(task)
        self._ops.append(("timer", task.handle, fire_at.strftime(_TIME_FORMAT)) + zone)
        return task

    def wait_for_external_event(self, name):
        if not name:
            raise ValueError("external_event_name cannot be empty")
        task = EventTask(len(self._tasks), name)
        self._tasks.append(task)
        self._ops.append(("external_event", task.handle, name))
        return task

    def call_entity(self, entityId, operationName, operationInput=None):
        return self._entity("entity_call", entityId, operationName, operationInput)

    def signal_entity(self, entityId, operationName, operationInput=None):
        return self._entity("entity_signal", entityId, operationName, operationInput)

    def _entity(self, kind, entity_id, operation, value):
        if not entity_id:
            raise ValueError("entity_id cannot be empty")
        target = "@{}@{}".format(entity_id.name.lower(), entity_id.key)
        return self._make(AtomicTask, kind, operation, target, dumps(value))

    def _make(self, cls, kind, *members):
        task = cls(len(self._tasks))
        self._tasks.append(task)
        self._ops.append((kind, task.handle) + members)
        return task

    # -- compounds -----------------------------------------------------------------------------

    def task_all(self, activities):
        return self._compound(WhenAllTask, "all", activities)

    def task_any(self, activities):
        return self._compound(WhenAnyTask, "any", activities)

    def _compound(self, cls, kind, children):
        members = list(children)
        len(children)  # an iterator has none: the SDK's own TypeError, on the user's line
        is_plain = bool(members)
        for child in members:
            if not isinstance(child, TaskBase):
                raise AttributeError("'{}' object has no attribute 'parent'".format(
                    type(child).__name__))
            if child.state is not RUNNING:
                is_plain = False
            if isinstance(child, CompoundTask):
                self._note_children(child)
        self._has_compounds = True
        task = cls(len(self._tasks), children, members)
        op = (kind, task.handle, [child.handle for child in members])
        self._tasks.append(task)
        self._ops.append(op)
        if not is_plain:
            self._run.ask(op)
        return task

    def _note_children(self, compound):
        """Tells of lists that the code has changed since it made compounds of them."""
        for changed in compound.changes():
            tasks = self._tasks
            if all(child.handle < len(tasks) and tasks[child.handle] is child
                   for child in changed.known):
                self._ops.append(("children", changed.handle,
                                  [child.handle for child in changed.known]))

    # -- what acts at once ---------------------------------------------------------------------

    def continue_as_new(self, input_):
        self._ops.append(("continue_as_new", dumps(input_)))
        self._continue_as_new_flag = True

    def set_custom_status(self, status):
        self._custom_status = status
        self._status_is_live = not is_immutable(status)
        self._record_status(is_new=True)

    def _record_status(self, is_new):
        """The SDK encodes the status when the pass stops: a list that grew since counts whole."""
        try:
            op = ("custom_status", dumps(self._custom_status))
        except Exception as error:  # the SDK breaks on it when the pass stops, unless it is falsy
            op = ("custom_status", None, type(error).__name__, str(error)) \
                if self._custom_status else ("custom_status", "null")
        if is_new or op != self._status_op:
            self._status_op = op
            self._ops.append(op)

    @property
    def custom_status(self):
        return self._custom_status

    # -- what the code may ask -----------------------------------------------------------------

    def get_input(self, expected_type=None):
        """`expected_type` decides nothing here: later 1.x only warns when it does not fit."""
        if self._input is None:
            return None
        if type(self._input) is not str:
            raise TypeError("the JSON object must be str, bytes or bytearray, not {}".format(
                type(self._input).__name__))
        return loads(self._input)

    def new_uuid(self):
        from uuid import NAMESPACE_OID, uuid5
        name = "{}_{}_{}".format(self._instance_id,
                                 self.current_utc_datetime.strftime(_TIME_FORMAT), self._guids)
        self._guids += 1
        return str(uuid5(uuid5(NAMESPACE_OID, "9e952958-5e33-4daf-827f-2fa12937b875"), name))

    def new_guid(self):
        from uuid import NAMESPACE_URL, uuid5
        name = "{}_{}_{}".format(self._instance_id, self.current_utc_datetime, self._guids)
        self._guids += 1
        return uuid5(NAMESPACE_URL, name)

    @property
    def current_utc_datetime(self):
        if self._clock_of is None or self._clock_of[0] != self._ticks:
            self._clock_of = (self._ticks, clock_from_ticks(self._ticks))
        return self._clock_of[1]

    @property
    def instance_id(self):
        return self._instance_id

    @property
    def parent_instance_id(self):
        return self._parent_instance_id

    @property
    def is_replaying(self):
        watch.note_read("replaying", "context.is_replaying", sys._getframe(1))
        return self._is_replaying

    @property
    def will_continue_as_new(self):
        return self._continue_as_new_flag

    @property
    def function_context(self):
        return self._function_context

    @property
    def histories(self):
        raise NotImplementedError(
            "Yieldscope does not hand context.histories to replayed code. Remove the read, or "
            "open the history beside the code instead.")


set_opaque(DurableOrchestrationContext)


def _raw_input(given):
    """The worker payload's input member as the SDK keeps it: null, text, or an unread value."""
    if given is None:
        return None
    if "text" in given:
        return given["text"]
    value = json.loads(given["json"])
    return json.dumps(value) if isinstance(value, dict) else value


def function_name(name, api, trigger):
    """The name behind a decorated function (SEMANTICS 5.1). A string subclass stays a name."""
    from .shim.builders import FunctionBuilder
    if isinstance(name, FunctionBuilder):
        sent = name.name_for(trigger)
        registered = name.registered_name()
        if registered != sent:
            watch.note("name", "{} sends '{}', the decorator registers '{}'".format(
                api, sent, registered), place_of_caller(sys._getframe(2)))
        return sent
    if callable(name):
        decorator = "activity_trigger" if trigger == "activityTrigger" else "orchestration_trigger"
        raise ValueError(
            "The `call_activity` API received a `Callable` without an associated Azure Functions "
            "trigger-type. Please ensure you're using the Python programming model V2 and that "
            "your activity function is annotated with the `{}`decorator. Otherwise, provide in "
            "the name of the activity as a string.".format(decorator))
    return name
