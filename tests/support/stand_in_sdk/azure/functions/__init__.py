"""What orchestrations need of azure.functions. Source: SEMANTICS 5.2."""


class OrchestrationContext:
    """What the worker hands to an orchestrator: the payload's text."""

    def __init__(self, body):
        self.body = body


class Trigger:
    def __init__(self, kind, orchestration=None):
        self.type = kind
        self.orchestration = orchestration


class Function:
    """A function behind a builder."""

    def __init__(self, func, name):
        self._func = func
        self._name = name
        self._trigger = None


class FunctionBuilder:
    """What a decorated name holds."""

    def __init__(self, func, name):
        self._function = Function(func, name)

    def __call__(self, *args, **kwargs):
        return self._function._func(*args, **kwargs)


class DecoratorApi:
    def __init__(self, **_options):
        self._function_builders = []

    def _add(self, func, name, trigger):
        builder = FunctionBuilder(func, name)
        builder._function._trigger = trigger
        self._function_builders.append(builder)
        return builder


class FunctionRegister(DecoratorApi):
    """The base of apps."""
