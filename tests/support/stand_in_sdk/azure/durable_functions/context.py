"""The context that orchestrators are given. Source: SEMANTICS 3.1, Construction and State; 5.1."""
import datetime
import enum
import json
import os

from . import actions
from .tasks import AtomicTask, RetryAbleTask, TimerTask, WhenAllTask, WhenAnyTask


class ReplaySchema(enum.Enum):
    V1 = 0
    V2 = 1


class HistoryEvent:
    """One event: four members of every event, the others under the platform's own names."""

    def __init__(self, EventType, EventId, IsPlayed, Timestamp, **members):
        self._event_type = EventType
        self._event_id = EventId
        self._is_played = IsPlayed
        text = Timestamp.rstrip("Z")
        whole, _, fraction = text.partition(".")
        self._timestamp = datetime.datetime.strptime(whole, "%Y-%m-%dT%H:%M:%S").replace(
            microsecond=int(fraction[:6].ljust(6, "0") or 0), tzinfo=datetime.timezone.utc)
        self.__dict__.update(members)


class RetryOptions:
    def __init__(self, first_retry_interval_in_milliseconds, max_number_of_attempts):
        self.first_retry_interval_in_milliseconds = first_retry_interval_in_milliseconds
        self.max_number_of_attempts = max_number_of_attempts

    def to_json(self):
        return {"firstRetryIntervalInMilliseconds": self.first_retry_interval_in_milliseconds,
                "maxNumberOfAttempts": self.max_number_of_attempts}


class EntityId:
    def __init__(self, name, key):
        self.name, self.key = name, key


class DurableOrchestrationContext:
    def __init__(self, history, instanceId, isReplaying, parentInstanceId, input=None,
                 upperSchemaVersion=0, **members):
        self._histories = [HistoryEvent(**event) for event in history]
        self._instance_id = instanceId
        self._parent_instance_id = parentInstanceId
        self._is_replaying = isReplaying
        self._input = json.dumps(input) if isinstance(input, dict) else input
        self._replay_schema = ReplaySchema(upperSchemaVersion)
        self._custom_status = None
        self._continue_as_new_flag = False
        self._sequence_number = 0
        self._action_payload_v2 = []
        started = [one for one in self._histories if one._event_type == 12]
        self._current_utc_datetime = started[0]._timestamp
        self.function_context = members
        self.open_tasks = {}
        self.deferred_tasks = {}

    @classmethod
    def from_json(cls, text):
        return cls(**json.loads(text))

    histories = property(lambda self: self._histories)
    instance_id = property(lambda self: self._instance_id)
    parent_instance_id = property(lambda self: self._parent_instance_id)
    is_replaying = property(lambda self: self._is_replaying)
    custom_status = property(lambda self: self._custom_status)
    current_utc_datetime = property(lambda self: self._current_utc_datetime)
    will_continue_as_new = property(lambda self: self._continue_as_new_flag)

    def get_input(self):
        return None if self._input is None else json.loads(self._input)

    def call_activity(self, name, input_=None):
        return AtomicTask(None, actions.CallActivityAction(name, input_))

    def call_activity_with_retry(self, name, retry_options, input_=None):
        action = actions.CallActivityWithRetryAction(name, input_, retry_options)
        return RetryAbleTask(AtomicTask(None, action), retry_options, self)

    def call_sub_orchestrator(self, name, input_=None, instance_id=None):
        return AtomicTask(None, actions.CallSubOrchestratorAction(name, input_, instance_id))

    def create_timer(self, fire_at):
        return TimerTask(None, actions.CreateTimerAction(fire_at))

    def wait_for_external_event(self, name):
        return AtomicTask(name, actions.WaitForExternalEventAction(name))

    def call_entity(self, entityId, operationName, operationInput=None):
        return AtomicTask(None, actions.CallEntityAction(entityId, operationName, operationInput))

    def signal_entity(self, entityId, operationName, operationInput=None):
        action = actions.SignalEntityAction(entityId, operationName, operationInput)
        self._at_once(action)
        return AtomicTask(None, action)

    def continue_as_new(self, input_):
        self._at_once(actions.ContinueAsNewAction(input_))
        self._continue_as_new_flag = True

    def _at_once(self, action):
        self._add_to_actions(action)
        self._sequence_number += 1

    def task_all(self, activities):
        return WhenAllTask(activities)

    def task_any(self, activities):
        return WhenAnyTask(activities)

    def set_custom_status(self, status):
        self._custom_status = status

    def _add_to_actions(self, action):
        if not self._continue_as_new_flag:
            self._action_payload_v2.append(action)

    def _add_to_open_tasks(self, task):
        if task._is_scheduled:
            return
        if not isinstance(task, AtomicTask):
            for child in task.children:
                self._add_to_open_tasks(child)
            return
        if task.id is None:
            task.id = self._sequence_number
            self._sequence_number += 1
            self.open_tasks[task.id] = task
        else:
            waiting = self.open_tasks.setdefault(task.id, [])
            is_oldest_first = os.environ.get("STAND_IN_SDK") == "oldest_first"
            waiting.insert(0, task) if is_oldest_first else waiting.append(task)
        if task.id in self.deferred_tasks:
            self.deferred_tasks[task.id]()
