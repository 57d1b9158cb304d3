"""Actions of the state document. Source: SEMANTICS 3.2."""
import json
import os


def encode(obj):
    if not hasattr(obj, "to_json"):
        raise TypeError("class {} does not expose a `to_json` function".format(type(obj)))
    return {"__class__": obj.__class__.__name__, "__module__": obj.__module__,
            "__data__": type(obj).to_json(obj)}


def dumps(value):
    return json.dumps(value, default=encode)


class Action:
    """One thing that the platform is asked for."""

    number = -1

    def members(self):
        return {}

    def to_json(self):
        return dict({"actionType": self.number}, **self.members())


class _Call(Action):
    def __init__(self, name, given, options=None):
        if not name:
            raise ValueError("function_name cannot be empty")
        self.function_name = name
        self.input_ = dumps(given)
        self.retry_options = options

    def members(self):
        said = {"functionName": self.function_name, "input": self.input_}
        if self.retry_options is not None:
            said["retryOptions"] = self.retry_options.to_json()
        return said


class CallActivityAction(_Call):
    number = 0


class CallActivityWithRetryAction(_Call):
    number = 1


class CallSubOrchestratorAction(_Call):
    number = 2

    def __init__(self, name, given, instance, options=None):
        _Call.__init__(self, name, given, options)
        self.instance_id = instance

    def members(self):
        return dict(_Call.members(self), instanceId=self.instance_id)


class CallSubOrchestratorWithRetryAction(CallSubOrchestratorAction):
    number = 3


class ContinueAsNewAction(Action):
    number = 4

    def __init__(self, given):
        self.input_ = dumps(given)

    def members(self):
        return {"input": self.input_}


class CreateTimerAction(Action):
    number = 5

    def __init__(self, fire_at):
        self.fire_at = fire_at
        self.is_cancelled = False

    def members(self):
        never = os.environ.get("STAND_IN_SDK") == "never_cancels"
        return {"fireAt": self.fire_at.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
                "isCanceled": self.is_cancelled and not never}


class WaitForExternalEventAction(Action):
    number = 6

    def __init__(self, name):
        self.external_event_name = name

    def members(self):
        return {"externalEventName": self.external_event_name, "reason": "ExternalEvent"}


class CallEntityAction(Action):
    number = 7

    def __init__(self, entity, operation, given):
        self.instance_id = "@{}@{}".format(entity.name.lower(), entity.key)
        self.operation = operation
        self.input_ = dumps(given)

    def members(self):
        return {"instanceId": self.instance_id, "operation": self.operation, "input": self.input_}


class SignalEntityAction(CallEntityAction):
    number = 9


class _Compound(Action):
    def __init__(self, actions):
        self.compound_actions = actions

    def members(self):
        return {"compoundActions": [action.to_json() for action in self.compound_actions]}


class WhenAnyAction(_Compound):
    number = 11


class WhenAllAction(_Compound):
    number = 12


class NoOpAction(Action):
    """Behind tasks that the SDK makes for itself; never sent."""
