"""What orchestrations need of azure.functions."""


class OrchestrationContext:
    """What the worker hands to an orchestrator: the payload's text."""

    def __init__(self, body):
        self.body = body


class Function:
    """A function behind a builder."""

    def __init__(self, func):
        self._func = func


class FunctionBuilder:
    """What a decorated name holds."""

    def __init__(self, func):
        self._function = Function(func)

    def __call__(self, *args, **kwargs):
        return self._function._func(*args, **kwargs)
