"""azure.durable_functions: the public names, as recorders (served by finder.py)."""
import functools

from ..context import DurableOrchestrationContext, FunctionContext
from ..jsontext import decode_custom, encode_custom
from ..tasks import (AtomicTask, CompoundTask, RetryAbleTask, TaskBase, TaskState, TimerTask,
                     WhenAllTask, WhenAnyTask)
from .builders import DecoratorApi, FunctionBuilder


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
    pass


class DurableEntityContext(_NotReplayed):
    pass


class OrchestrationRuntimeStatus:
    """Source: SEMANTICS 1.1, OrchestrationStatus."""

    Running = "Running"
    Completed = "Completed"
    ContinuedAsNew = "ContinuedAsNew"
    Failed = "Failed"
    Canceled = "Canceled"
    Terminated = "Terminated"
    Pending = "Pending"
    Suspended = "Suspended"


class Blueprint(DecoratorApi):
    """Functions declared elsewhere, registered with an app."""

    def durable_client_input(self, client_name, task_hub=None, connection_name=None):
        return self._decorator("durableClient", {"client_name": client_name})


class DFApp(Blueprint):
    """The app of a v2 project."""


#: Members of the submodules that people import from, by submodule.
SUBMODULES = {
    "models": None, "models.Task": None, "models.DurableOrchestrationContext": None,
    "models.RetryOptions": None, "models.TokenSource": None, "models.utils": None,
    "models.utils.entity_utils": None, "models.DurableOrchestrationClient": None,
    "models.OrchestrationRuntimeStatus": None, "models.DurableEntityContext": None,
    "models.FunctionContext": None, "orchestrator": None, "entity": None, "decorators": None,
    "decorators.durable_app": None, "constants": None,
}
Task = TaskBase
DATETIME_STRING_FORMAT = "%Y-%m-%dT%H:%M:%S.%fZ"
DEFAULT_LOCAL_HOST = "localhost:7071"
DEFAULT_LOCAL_ORIGIN = "http://localhost:7071"

__all__ = ["Orchestrator", "Entity", "EntityId", "DurableOrchestrationClient",
           "DurableEntityContext", "DurableOrchestrationContext", "ManagedIdentityTokenSource",
           "RetryOptions", "OrchestrationRuntimeStatus", "Blueprint", "DFApp"]
_also_in_submodules = (AtomicTask, CompoundTask, RetryAbleTask, TaskState, TimerTask, WhenAllTask,
                       WhenAnyTask, FunctionContext, FunctionBuilder, encode_custom, decode_custom)
