"""Decorators of the v2 programming model as recorders: they note what a function was declared as.

`FunctionBuilder` is what stands behind a decorated name, as with the real packages
(SEMANTICS 5.2); the user's own function is reached through `user_function`.
"""
_TRIGGER_WORDS = {"activityTrigger": "ActivityTrigger",
                  "orchestrationTrigger": "OrchestrationTrigger",
                  "entityTrigger": "EntityTrigger"}


class Trigger:
    """One declared trigger: its type and the arguments it was declared with."""

    def __init__(self, kind, arguments):
        self.type = kind
        self.arguments = arguments


class Function:
    """The function behind a builder: the members that user code is known to reach for."""

    def __init__(self, func):
        self._func = func
        self._name = getattr(func, "__name__", None)
        self._trigger = None
        self._bindings = []

    def get_function_name(self):
        return self._name

    def get_user_function(self):
        return self._func


class FunctionBuilder:
    """A decorated function. Further decorators add to it."""

    def __init__(self, func):
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

    def orchestration_name(self):
        """The orchestrator's name, or None when this is no orchestrator."""
        declared = self._function._trigger
        if declared is None or declared.type != "orchestrationTrigger":
            return None
        return declared.arguments.get("orchestration") or self._function._name

    def __call__(self, *args, **kwargs):
        return self._function._func(*args, **kwargs)


def user_function(func):
    """The user's own function under Orchestrator.create, a builder or functools.wraps."""
    seen = 0
    while seen < 50:
        seen += 1
        if isinstance(func, FunctionBuilder):
            func = func.user_function
        elif getattr(func, "orchestrator_function", None) is not None:
            func = func.orchestrator_function
        elif getattr(func, "__wrapped__", None) is not None:
            func = func.__wrapped__
        else:
            return func
    return func


def _builder(decorated):
    return decorated if isinstance(decorated, FunctionBuilder) else FunctionBuilder(decorated)


class DecoratorApi:
    """What DFApp, FunctionApp and the Blueprints share: every decorator records and returns."""

    def __init__(self, http_auth_level=None, auth_level=None, *_args, **_kwargs):
        self.auth_level = http_auth_level if http_auth_level is not None else auth_level
        self._builders = []
        self._blueprints = []

    def _record(self, decorated, kind=None, arguments=None):
        builder = _builder(decorated)
        if builder not in self._builders:
            self._builders.append(builder)
        if kind is not None and kind.endswith("Trigger"):
            builder._function._trigger = Trigger(kind, arguments or {})
        elif kind is not None:
            builder._function._bindings.append((kind, arguments))
        return builder

    def _decorator(self, kind, arguments):
        return lambda decorated: self._record(decorated, kind, arguments)

    def function_name(self, name):
        def decorate(decorated):
            builder = self._record(decorated)
            builder._function._name = name
            return builder
        return decorate

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

    def register_functions(self, blueprint):
        self._blueprints.append(blueprint)

    register_blueprint = register_functions

    def get_functions(self):
        found = list(self._builders)
        for blueprint in self._blueprints:
            found.extend(blueprint.get_functions())
        return found

    def __getattr__(self, name):
        """Any other decorator (route, timer_trigger, blob_input, retry, …) only records."""
        if name.startswith("_"):
            raise AttributeError(name)

        def declare(*args, **kwargs):
            kind = "httpTrigger" if name == "route" else name
            if kind.endswith("_trigger"):
                kind = kind[:-len("_trigger")] + "Trigger"
            return self._decorator(kind, dict(kwargs, arguments=args))
        return declare
