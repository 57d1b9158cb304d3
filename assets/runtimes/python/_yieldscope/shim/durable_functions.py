"""azure.durable_functions: the public names, as recorders (served by finder.py)."""
import enum
import functools

from ..context import DurableOrchestrationContext, FunctionContext
from ..jsontext import decode_custom, encode_custom
from ..tasks import (AtomicTask, CompoundTask, LongTimerTask, RetryAbleTask, TaskBase, TaskState,
                     TimerTask, WhenAllTask, WhenAnyTask)
from .builders import FunctionBuilder, FunctionRegister
from .functions import (BindingApi as _BindingApi, SettingsApi as _SettingsApi,
                        TriggerApi as _TriggerApi)


class Orchestrator:
    """Orchestrator.create(fn) gives the entry the host would call; the user's function is kept."""

    def __init__(self, activity_func):
        self.fn = activity_func

    @classmethod
    def create(cls, fn):
        def handle(context):
            raise NotImplementedError(
                "This is Yieldscope's stand-in for azure.durable_functions: it records what an "
                "orchestrator asks for and cannot run it as the Functions host would.")
        functools.update_wrapper(handle, fn, updated=())
        handle.orchestrator_function = fn
        return handle


class Entity:
    """Entity.create(fn): entities are not run here."""

    def __init__(self, entity_func):
        self.fn = entity_func

    @classmethod
    def create(cls, fn):
        def handle(context):
            raise NotImplementedError(
                "Yieldscope replays orchestrators; entities are answered from the history.")
        functools.update_wrapper(handle, fn, updated=())
        return handle


class RetryOptions:
    """Source: SEMANTICS 5.1, call_activity_with_retry."""

    def __init__(self, first_retry_interval_in_milliseconds, max_number_of_attempts):
        self._first_retry_interval_in_milliseconds = first_retry_interval_in_milliseconds
        self._max_number_of_attempts = max_number_of_attempts
        if self._first_retry_interval_in_milliseconds <= 0:
            raise ValueError("first_retry_interval_in_milliseconds valuemust be greater than 0.")

    @property
    def first_retry_interval_in_milliseconds(self):
        return self._first_retry_interval_in_milliseconds

    @property
    def max_number_of_attempts(self):
        return self._max_number_of_attempts

    def to_json(self):
        return {"firstRetryIntervalInMilliseconds": self._first_retry_interval_in_milliseconds,
                "maxNumberOfAttempts": self._max_number_of_attempts}


class EntityId:
    """Name and key of an entity; its text is the scheduler id "@name@key"."""

    def __init__(self, name, key):
        if name == "":
            raise ValueError("Entity name cannot be empty")
        if key == "":
            raise ValueError("Entity key cannot be empty")
        self.name = name
        self.key = key

    @staticmethod
    def get_scheduler_id(entity_id):
        return "@{}@{}".format(entity_id.name.lower(), entity_id.key)

    @staticmethod
    def get_entity_id(scheduler_id):
        parts = scheduler_id[1:].split("@")
        if len(parts) != 2:
            raise ValueError("Unexpected format in SchedulerId")
        return EntityId(*parts)

    def __str__(self):
        return EntityId.get_scheduler_id(self)


class TokenSource:
    """Base of token sources for call_http."""


class ManagedIdentityTokenSource(TokenSource):
    """Azure Managed Identity as the source of a token."""

    def __init__(self, resource):
        self._resource = resource
        self._kind = "AzureManagedIdentity"

    @property
    def resource(self):
        return self._resource

    def to_json(self):
        return {"resource": self._resource, "kind": self._kind}


class _NotReplayed:
    """Clients and entity contexts exist so that projects import; they are never used in replay."""

    def __init__(self, *args, **kwargs):
        self._arguments = (args, kwargs)

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        raise NotImplementedError(
            "{}.{} talks to the Functions host, which is not there during a replay.".format(
                type(self).__name__, name))


class DurableOrchestrationClient(_NotReplayed):
    """Starts and asks for instances."""


class DurableEntityContext(_NotReplayed):
    """What an entity is given."""


class OrchestrationRuntimeStatus(enum.Enum):
    """Source: SEMANTICS 1.1, OrchestrationStatus."""

    Running = "Running"
    Completed = "Completed"
    ContinuedAsNew = "ContinuedAsNew"
    Failed = "Failed"
    Canceled = "Canceled"
    Terminated = "Terminated"
    Pending = "Pending"
    Suspended = "Suspended"


class DurableOrchestrationStatus:
    """What a client's get_status gives; kept as it was made."""

    def __init__(self, name=None, instanceId=None, createdTime=None, lastUpdatedTime=None,
                 input=None, output=None, runtimeStatus=None, customStatus=None, history=None,
                 **kwargs):
        self.name = name
        self.instance_id = instanceId
        self.created_time = createdTime
        self.last_updated_time = lastUpdatedTime
        self.input_ = input
        self.output = output
        self.runtime_status = runtimeStatus
        self.custom_status = customStatus
        self.history = history
        self.__dict__.update(kwargs)

    @classmethod
    def from_json(cls, json_obj):
        return cls(**json_obj)


class PurgeHistoryResult:
    """What a client's purge gives."""

    def __init__(self, instancesDeleted, **kwargs):
        self.instances_deleted = instancesDeleted
        self.__dict__.update(kwargs)

    @classmethod
    def from_json(cls, json_obj):
        return cls(**json_obj)


class EntityStateResponse:
    """What a client's read_entity_state gives."""

    def __init__(self, entity_exists, entity_state=None):
        self.entity_exists = entity_exists
        self.entity_state = entity_state


class DurableHttpRequest:
    """The request of call_http, as the SDK names it in annotations."""

    def __init__(self, method, uri, content=None, headers=None, token_source=None):
        self.method = method
        self.uri = uri
        self.content = content
        self.headers = headers
        self.token_source = token_source


class DurableOrchestrationBindings:
    """Addresses of the host, which is not there during a replay."""


class HistoryEventType(enum.IntEnum):
    """Source: SEMANTICS 1.1."""

    EXECUTION_STARTED = 0
    EXECUTION_COMPLETED = 1
    EXECUTION_FAILED = 2
    EXECUTION_TERMINATED = 3
    TASK_SCHEDULED = 4
    TASK_COMPLETED = 5
    TASK_FAILED = 6
    SUB_ORCHESTRATION_INSTANCE_CREATED = 7
    SUB_ORCHESTRATION_INSTANCE_COMPLETED = 8
    SUB_ORCHESTRATION_INSTANCE_FAILED = 9
    TIMER_CREATED = 10
    TIMER_FIRED = 11
    ORCHESTRATOR_STARTED = 12
    ORCHESTRATOR_COMPLETED = 13
    EVENT_SENT = 14
    EVENT_RAISED = 15
    CONTINUE_AS_NEW = 16
    GENERIC_EVENT = 17
    HISTORY_STATE = 18
    EXECUTION_SUSPENDED = 19
    EXECUTION_RESUMED = 20


class Blueprint(_TriggerApi, _BindingApi, _SettingsApi):
    """Functions declared elsewhere, registered with an app."""


class DFApp(Blueprint, FunctionRegister):
    """The app of a v2 project."""


Task = TaskBase
DATETIME_STRING_FORMAT = "%Y-%m-%dT%H:%M:%S.%fZ"
DEFAULT_LOCAL_HOST = "localhost:7071"
DEFAULT_LOCAL_ORIGIN = "http://localhost:7071"
HTTP_ACTION_NAME = "BuiltIn::HttpActivity"
__version__ = "1.2.10"

#: Submodules that people import from; each shows the names of the whole package.
SUBMODULES = frozenset("""
constants decorators decorators.durable_app decorators.metadata entity interfaces models
models.DurableEntityContext models.DurableHttpRequest models.DurableOrchestrationBindings
models.DurableOrchestrationClient models.DurableOrchestrationContext
models.DurableOrchestrationStatus models.EntityStateResponse models.FunctionContext
models.OrchestrationRuntimeStatus models.PurgeHistoryResult models.ReplaySchema
models.RetryOptions models.Task models.TokenSource models.entities models.history
models.history.HistoryEvent models.history.HistoryEventType models.utils
models.utils.df_serialization models.utils.entity_utils models.utils.http_utils
models.utils.json_utils models.actions orchestrator tasks
""".split())

__all__ = ["Orchestrator", "Entity", "EntityId", "DurableOrchestrationClient",
           "DurableEntityContext", "DurableOrchestrationContext", "ManagedIdentityTokenSource",
           "OrchestrationRuntimeStatus", "EntityStateResponse", "RetryOptions", "Blueprint",
           "DFApp"]
_also_in_submodules = (AtomicTask, CompoundTask, LongTimerTask, RetryAbleTask, TaskState, TimerTask,
                       WhenAllTask, WhenAnyTask, FunctionContext, FunctionBuilder, encode_custom,
                       decode_custom)
