"""Replays a history over a generator. Source: SEMANTICS 3.1, execute to resume_user_code; 3.2."""
import json
import types
import warnings

from .actions import CallEntityAction
from .tasks import AtomicTask, TaskBase, TaskState

#: Completion events: whether they succeed, and the member that names the task.
_COMPLETIONS = {5: (True, "TaskScheduledId"), 6: (False, "TaskScheduledId"),
                8: (True, "TaskScheduledId"), 9: (False, "TaskScheduledId"),
                11: (True, "TimerId"), 15: (True, "Name")}


class TaskOrchestrationExecutor:
    def __init__(self):
        self.current_task = AtomicTask(-1, None)
        self.current_task.settle(True, None)
        self.current_task.mark_scheduled()
        self.output = self.exception = None
        self.has_returned = False

    def execute(self, context, history, fn):
        self.context = context
        made = fn(context)
        self.current_task.is_played = history[1]._is_played
        if isinstance(made, types.GeneratorType):
            self.generator = made
            for event in history:
                self.process(event)
                if self.is_done() or self.exception is not None:
                    break
        elif not context.will_continue_as_new:
            self.has_returned, self.output = True, made
        return self.document()

    def is_done(self):
        return self.has_returned or self.context.will_continue_as_new

    def process(self, event):
        number = event._event_type
        if number == 12:
            if event._timestamp > self.context._current_utc_datetime:
                self.context._current_utc_datetime = event._timestamp
        elif number == 0:
            self.resume()
        elif number == 14:
            task = self.context.open_tasks.get(event._event_id)
            if task is not None and isinstance(task.action_repr, CallEntityAction):
                del self.context.open_tasks[event._event_id]
                self.context.open_tasks[json.loads(event.Input)["id"]] = task
        elif number in _COMPLETIONS:
            self.settle(event)
            self.resume()

    def settle(self, event):
        ok, member = _COMPLETIONS[event._event_type]
        key = getattr(event, member)
        waiting = self.context.open_tasks.pop(key, None)
        if waiting is None:
            warnings.warn("Potential duplicate Task completion for TaskId: {}".format(key))
            self.context.deferred_tasks[key] = lambda: self.settle(event)
            return
        task = waiting
        if isinstance(waiting, list):
            task = waiting.pop()
            if waiting:
                self.context.open_tasks[key] = waiting
        value = self.value_of(event, task) if ok else Exception(
            "{} \n {}".format(event.Reason, event.Details))
        task.is_played = event._is_played
        task.settle(ok, value)

    @staticmethod
    def value_of(event, task):
        text = event.Input if event._event_type == 15 else getattr(event, "Result", None)
        if event._event_type == 11 or text is None:
            return None
        value = json.loads(text)
        return json.loads(value["result"]) if isinstance(task.action_repr, CallEntityAction) \
            else value

    def resume(self):
        current, context = self.current_task, self.context
        context._is_replaying = current.is_played
        if current.state is TaskState.RUNNING:
            return
        fresh = None
        try:
            if current.state is TaskState.SUCCEEDED:
                fresh = self.generator.send(current.result)
            else:
                fresh = self.generator.throw(current.result)
            if isinstance(fresh, TaskBase) and not fresh._is_scheduled:
                context._add_to_open_tasks(fresh)
        except StopIteration as stop:
            self.has_returned, self.output = True, stop.value
        except Exception as error:
            self.exception = error
        self.current_task = fresh
        if fresh is not None:
            if not fresh._is_scheduled:
                context._add_to_actions(fresh.action_repr)
                fresh.mark_scheduled()
            if fresh.state is not TaskState.RUNNING:
                self.resume()

    def document(self):
        said = {"isDone": self.is_done(),
                "actions": [[action.to_json() for action in self.context._action_payload_v2]],
                "schemaVersion": 1}
        if self.output is not None:
            said["output"] = self.output
        if self.exception is not None:
            said["error"] = str(self.exception) or str(type(self.exception))
        if self.context.custom_status:
            said["customStatus"] = self.context.custom_status
        text = json.dumps(said)
        if self.exception is not None:
            raise Exception("{}\n\n$OutOfProcData$:{}".format(self.exception, text)) \
                from self.exception
        return text
