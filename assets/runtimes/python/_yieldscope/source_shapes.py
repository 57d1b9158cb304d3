"""Shapes of code that go wrong in an orchestrator: calls under guards, log lines, lost tasks,
loops, waits, handlers.
"""
import ast

from .source_guards import LOOPS, YIELDS, Guards, holds_yield, is_generator
from .source_names import facts_of, own_nodes
from .source_rules import BINDING_ENDS, CALL_METHODS, CLIENT_DECORATORS, TASK_METHODS
from .source_sets import Sets

#: What making a call can raise by itself: checks of arguments, inputs that are no JSON, refusals.
_RAISED_BY_CALLS = frozenset("builtins." + name for name in (
    "Exception", "ValueError", "TypeError", "AttributeError", "OverflowError", "RecursionError",
    "PermissionError"))
_MAX_RACES = 50  # of one loop
_ENDS = (ast.Return, ast.Raise, ast.Break)


class Shapes(Guards):
    """Looks at one function as it is reached."""

    def add(self, kind, node, detail=None, replacement="", has_span=True):
        self.check.add(kind, node, self.text, self.function, detail, replacement, has_span)

    def look(self):
        Sets(self).look()
        for node in own_nodes(self.function.node):
            if isinstance(node, ast.Call):
                self.look_at_call(node)
            elif isinstance(node, ast.Expr):
                self.look_at_statement(node)
            elif isinstance(node, LOOPS):
                self.look_at_loop(node)
            elif isinstance(node, ast.Try):
                self.look_at_try(node)
            elif isinstance(node, ast.Assign):
                self.look_at_assignment(node)

    def look_at_entry(self):
        """What only the function that the platform calls can have."""
        node = self.function.node
        if self.check.is_plain:
            return
        if isinstance(node, ast.AsyncFunctionDef):
            self.add("async", node, "async def " + node.name, "", False)
        for mark in node.decorator_list:
            called = mark.func if isinstance(mark, ast.Call) else mark
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            if name in CLIENT_DECORATORS or name.endswith(BINDING_ENDS):
                self.add("binding", mark)

    # -- calls and statements ------------------------------------------------------------------

    def look_at_call(self, node):
        if self.call_method(node, CALL_METHODS) and self.is_guarded(node):
            self.add("replaying", node)
        elif self.is_log(node) and not self.is_guarded(node) and self.is_repeated(node):
            statement = node.parent
            context, replacement = self.context_text(), ""
            if context and isinstance(statement, ast.Expr) and self.text.is_alone(statement):
                replacement = "if not {}.is_replaying:\n{}    {}".format(
                    context, self.text.indent(statement), self.text.source(node))
            self.add("log", node, None, replacement)
        elif isinstance(node.func, ast.Name) and len(node.args) == 2 and \
                self.dotted(node.func) == "builtins.isinstance":
            self.look_at_isinstance(node)

    def look_at_isinstance(self, node):
        """A task's result is a value or a plain Exception, never one of the activity's class."""
        what = node.args[0]
        if isinstance(what, ast.Attribute) and what.attr == "result" and \
                self.is_own_error(node.args[1]):
            self.add("catch_type", node)

    def look_at_statement(self, node):
        call = node.value
        if self.call_method(call, TASK_METHODS):
            self.look_at_lost(call)
        elif isinstance(call, ast.Call):
            called = self.check.project.resolve(call.func, self.function, self.function.module)
            if called is not None and called[0] == "function" and \
                    is_generator(called[1].node) and not called[1].node.decorator_list:
                self.look_at_lost(call, "yield from ")

    def look_at_assignment(self, node):
        """A task that is given a name which nothing uses."""
        name = node.targets[0].id if isinstance(node.targets[0], ast.Name) else None
        if name is None or not self.call_method(node.value, TASK_METHODS) or len(node.targets) > 1:
            return
        if name not in facts_of(self.function.node).used:
            self.look_at_lost(node.value)

    def look_at_lost(self, call, word="yield "):
        can_yield = is_generator(self.function.node)
        source = self.text.source(call)
        self.add("unyielded", call, None, word + source if can_yield and source else "")

    def look_at_sleep(self, reads, node, name):
        """A timer in its place, where a yield can stand and timedelta has a name."""
        statement, replacement = node.parent, ""
        context, delta = self.context_text(), self.timedelta_name()
        seconds = self.text.source(node.args[0]) if len(node.args) == 1 else ""
        if name == "time.sleep" and isinstance(statement, ast.Expr) and context and delta and \
                seconds and is_generator(self.function.node):
            replacement = "yield {0}.create_timer({0}.current_utc_datetime + {1}(seconds={2}))"
            replacement = replacement.format(context, delta, seconds)
        reads.add("sleep", node, None, replacement)

    def timedelta_name(self):
        for name in ("timedelta", "datetime.timedelta", "dt.timedelta"):
            node = ast.parse(name, mode="eval").body
            if self.dotted(node) == "datetime.timedelta":
                return name
        return ""

    # -- loops ---------------------------------------------------------------------------------

    def look_at_loop(self, node):
        test = getattr(node, "test", None)
        is_endless = isinstance(test, ast.Constant) and bool(test.value)
        if is_endless and holds_yield(node) and not _leaves(node) and not any(
                isinstance(other, ast.Attribute) and other.attr == "continue_as_new"
                for other in ast.walk(node)):
            self.add("loop", node, "while " + self.text.of(test), "", False)
        self.look_at_waits(node)

    def look_at_waits(self, loop):
        """An event's wait made anew in each round of a race that something else can win."""
        races = [node for node in _own(loop) if self.call_method(node, ("task_any",))][:_MAX_RACES]
        waits = [node for node in _own(loop)
                 if self.call_method(node, ("wait_for_external_event",))] if races else []
        for node in waits[:_MAX_RACES]:
            if self.is_made_once(node, loop):
                continue
            name = self.name_of(node)
            for race in races:
                if (name and any(isinstance(part, ast.Name) and part.id == name
                                 for part in ast.walk(race))) or \
                        any(part is node for part in ast.walk(race)):
                    if not self.is_left_when_lost(loop, race, name):
                        self.add("wait", node)
                    break

    def is_made_once(self, node, loop):
        """Under a condition, as `if approval is None`."""
        node = node.parent
        while node is not loop:
            if isinstance(node, (ast.If, ast.IfExp)):
                return True
            node = node.parent
        return False

    @staticmethod
    def name_of(node):
        parent = node.parent
        if isinstance(parent, ast.Assign) and len(parent.targets) == 1 and \
                isinstance(parent.targets[0], ast.Name):
            return parent.targets[0].id
        return None

    def is_left_when_lost(self, loop, race, name):
        """Whether the loop ends in the round in which the event is not the winner."""
        body = loop.body
        for at, statement in enumerate(body):
            if not isinstance(statement, ast.If) or statement.lineno <= race.lineno:
                continue
            words = {part.id for part in ast.walk(statement.test) if isinstance(part, ast.Name)}
            rest = body[at + 1:]
            if name in words:
                return _ends(statement.orelse) or _ends(rest)
            return _ends(statement.body) or _ends(rest)
        return _ends(body)

    # -- handlers ------------------------------------------------------------------------------

    def look_at_try(self, node):
        holds_yield = any(isinstance(inner, YIELDS) for part in node.body
                          for inner in _and_own(part))
        if not holds_yield:
            return
        for handler in node.handlers:
            caught = handler.type
            if caught is None or self.dotted(caught) == "builtins.BaseException":
                if not any(isinstance(inner, (ast.Raise, ast.Return)) for inner in _own(handler)):
                    self.add("swallow", handler, "except:" if caught is None else
                             "except BaseException:", "", False)
            elif self.is_own_error(caught) and all(map(self.is_plain_call, node.body)):
                self.add("catch_type", caught, "except " + self.text.of(caught))

    def is_plain_call(self, statement):
        """A statement that does nothing but yield a call's task."""
        value = getattr(statement, "value", None)
        return isinstance(statement, (ast.Expr, ast.Assign, ast.Return)) and \
            isinstance(value, ast.Yield) and value.value is not None and \
            bool(self.call_method(value.value, TASK_METHODS))

    def is_own_error(self, node):
        """An exception that no failed task raises: they raise Exception with a text."""
        if isinstance(node, ast.Tuple):
            return bool(node.elts) and all(map(self.is_own_error, node.elts))
        found = self.check.project.resolve(node, self.function, self.function.module)
        if found is None or found[0] == "class":
            return found is not None and found[1][1].name.endswith(("Error", "Exception"))
        name = found[1] if found[0] == "name" else ""
        return name.endswith(("Error", "Exception")) and name not in _RAISED_BY_CALLS


def _own(root):
    return own_nodes(root)


def _and_own(root):
    yield root
    for node in own_nodes(root):
        yield node


def _leaves(loop):
    """Whether a loop can be left from within: break of its own, return, raise."""
    for node in own_nodes(loop):
        if isinstance(node, (ast.Return, ast.Raise)):
            return True
        if isinstance(node, ast.Break):
            inner = node.parent
            while not isinstance(inner, LOOPS):
                inner = inner.parent
            if inner is loop:
                return True
    return False


def _ends(statements):
    return bool(statements) and isinstance(statements[-1], _ENDS)
