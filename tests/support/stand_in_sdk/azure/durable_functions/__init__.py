"""The public names."""
from azure.functions import DecoratorApi, FunctionRegister, Trigger

from .context import DurableOrchestrationContext, EntityId, RetryOptions
from .executor import TaskOrchestrationExecutor

__all__ = ["Orchestrator", "DurableOrchestrationContext", "EntityId", "RetryOptions", "DFApp",
           "Blueprint"]


class Orchestrator:
    """Runs one orchestrator function over worker payloads."""

    def __init__(self, activity_func):
        self.fn = activity_func

    def handle(self, context):
        executor = TaskOrchestrationExecutor()
        return executor.execute(context, context.histories, self.fn)

    @classmethod
    def create(cls, fn):
        def handle(context):
            body = getattr(context, "body", None)
            if body is None:
                body = context
            return Orchestrator(fn).handle(DurableOrchestrationContext.from_json(body))

        handle.orchestrator_function = fn
        return handle


class Blueprint(DecoratorApi):
    """Decorators of the v2 model, those that orchestrations use."""

    def orchestration_trigger(self, context_name, orchestration=None):
        return lambda fn: self._add(Orchestrator.create(fn), fn.__name__,
                                    Trigger("orchestrationTrigger", orchestration))

    def activity_trigger(self, input_name, activity=None):
        return lambda fn: self._add(fn, fn.__name__, Trigger("activityTrigger"))


class DFApp(Blueprint, FunctionRegister):
    """The app of a v2 project."""
