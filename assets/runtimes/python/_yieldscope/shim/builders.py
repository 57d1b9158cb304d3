"""Decorators of the v2 programming model as recorders: they note what a function was declared as.

`FunctionBuilder` is what stands behind a decorated name, as with the real packages
(SEMANTICS 5.2); the user's own function is reached through `user_function`.
"""
import types

from . import decorator_names

_TRIGGER_WORDS = {"activityTrigger": "ActivityTrigger",
                  "orchestrationTrigger": "OrchestrationTrigger",
                  "entityTrigger": "EntityTrigger"}


class Binding:
    """One declared trigger or binding: its type and the arguments it was declared with."""

    def __init__(self, kind, arguments):
        self.type = kind
        self.arguments = arguments

    def get_dict_repr(self):
        return dict(self.arguments, type=self.type)


class Function:
    """The function behind a builder: the members that user code is known to reach for."""

    def __init__(self, func):
        self._func = func
        self._name = getattr(func, "__name__", None)
        self._trigger = None
        self._bindings = []

    def get_function_name(self):
        return self._name

    def set_function_name(self, function_name=None):
        if function_name:
            self._name = function_name

    def get_user_function(self):
        return self._func

    def get_trigger(self):
        return self._trigger

    def get_bindings(self):
        return self._bindings

    def is_http_function(self):
        return self._trigger is not None and self._trigger.type == "httpTrigger"


class FunctionBuilder:
    """A decorated function. Further decorators add to it."""

    def __init__(self, func, function_script_file=None):
        self._function = Function(func)
        self.user_function = user_function(func)

    def name_for(self, trigger):
        """Its function name, when it was declared with that trigger."""
        declared = self._function._trigger
        if declared is None:
            raise AttributeError("'NoneType' object has no attribute 'type'")
        if declared.type != trigger:
            wanted = _TRIGGER_WORDS[trigger]
            raise ValueError(
                "Received function with Trigger-type `{}` but expected `{}`. Ensure your function "
                "is annotated with the `{}` decorator or directly pass in the name of the "
                "function as a string.".format(declared.type, wanted, wanted))
        return self._function._name

    def registered_name(self):
        """The name that the host finds it by: the decorator's, else the function's."""
        arguments = self._function._trigger.arguments
        return (arguments.get("activity") or arguments.get("orchestration") or
                arguments.get("entity_name") or self._function._name)

    def trigger_type(self):
        """"orchestrationTrigger" and the like; None without a trigger."""
        declared = self._function._trigger
        return None if declared is None else declared.type

    def orchestration_name(self):
        """The orchestrator's name, or None when this is no orchestrator."""
        if self.trigger_type() != "orchestrationTrigger":
            return None
        return self._function._trigger.arguments.get("orchestration") or self._function._name

    def configure_function_name(self, function_name):
        self._function.set_function_name(function_name)
        return self

    def build(self, *_args, **_kwargs):
        return self._function

    def __call__(self, *args, **kwargs):
        return self._function._func(*args, **kwargs)


def user_function(func):
    """What the SDK would call: the function given to Orchestrator.create or to a decorator.

    The user's own decorators belong to it and are not taken off.
    """
    for _ in range(50):
        inner = func.user_function if isinstance(func, FunctionBuilder) else handled_function(func)
        if inner is None:
            break
        func = inner
    return func


def handled_function(value):
    """The function that Orchestrator.create was given for this entry point, or None."""
    return vars(value).get("orchestrator_function") if isinstance(value, types.FunctionType) \
        else None


def written_function(func):
    """The function as it stands in the source, under functools.wraps: for its line and kind."""
    func = user_function(func)
    for _ in range(50):
        inner = vars(func).get("__wrapped__") if isinstance(func, types.FunctionType) else None
        if inner is None:
            break
        func = inner
    return func


class DecoratorApi:
    """What apps and blueprints share: every decorator records and returns a FunctionBuilder."""

    def __init__(self, http_auth_level=None, auth_level=None, *_args, **_kwargs):
        self.auth_level = http_auth_level if http_auth_level is not None else auth_level
        self._function_builders = []

    def _record(self, decorated, kind=None, arguments=None):
        builder = decorated if isinstance(decorated, FunctionBuilder) else \
            FunctionBuilder(decorated)
        if builder not in self._function_builders:
            self._function_builders.append(builder)
        if kind is not None:
            binding = Binding(kind, arguments or {})
            if kind.endswith("Trigger"):
                builder._function._trigger = binding
            builder._function._bindings.append(binding)
        return builder

    def _decorator(self, kind, arguments):
        return lambda decorated: self._record(decorated, kind, arguments)

    def function_name(self, name):
        return lambda decorated: self._record(decorated).configure_function_name(name)

    def orchestration_trigger(self, context_name, orchestration=None, **more):
        def decorate(func):
            from .durable_functions import Orchestrator
            arguments = dict(more, context_name=context_name, orchestration=orchestration)
            handle = func if isinstance(func, FunctionBuilder) else Orchestrator.create(func)
            return self._record(handle, "orchestrationTrigger", arguments)
        return decorate

    def activity_trigger(self, input_name, activity=None, **more):
        return self._decorator("activityTrigger",
                               dict(more, input_name=input_name, activity=activity))

    def entity_trigger(self, context_name, entity_name=None, **more):
        return self._decorator("entityTrigger",
                               dict(more, context_name=context_name, entity_name=entity_name))

    def durable_client_input(self, client_name, task_hub=None, connection_name=None, **more):
        return self._decorator("durableClient", dict(
            more, client_name=client_name, task_hub=task_hub, connection_name=connection_name))

    def durable_openai_agent_orchestrator(self, _func=None, **_options):
        def decorate(func):
            def orchestrator(context):
                raise NotImplementedError(
                    "Yieldscope does not replay orchestrators of durable_openai_agent_orchestrator "
                    "yet: {}.".format(getattr(func, "__name__", "?")))
            orchestrator.__name__ = getattr(func, "__name__", "orchestrator")
            return orchestrator
        return decorate if _func is None else decorate(_func)

    def __getattr__(self, name):
        """Any other decorator (route, timer_trigger, blob_input, retry, …) only records."""
        if name.startswith("_"):
            raise AttributeError(name)
        if not (decorator_names.is_known(name) or decorator_names.has_right_form(name)):
            near = decorator_names.nearest(name)
            raise AttributeError("'{}' object has no attribute '{}'{}".format(
                type(self).__name__, name, ". Did you mean: '{}'?".format(near) if near else
                " (azure.functions is Yieldscope's stand-in here; it knows the decorators of "
                "azure-functions 2.3)"))
        kind = None if name in decorator_names.SETTINGS else decorator_names.kind_of(name)
        return lambda *args, **kwargs: self._decorator(kind, dict(kwargs, arguments=args))


class FunctionRegister(DecoratorApi):
    """An app: what the worker looks for in the script file. Blueprints are registered with it."""

    def register_functions(self, function_container):
        if isinstance(function_container, FunctionRegister):
            raise TypeError("functions can not be type of FunctionRegister!")
        self._function_builders.extend(function_container._function_builders)

    register_blueprint = register_functions

    def get_functions(self):
        return [builder.build() for builder in self._function_builders]
