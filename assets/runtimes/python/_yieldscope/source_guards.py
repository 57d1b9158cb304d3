"""Questions about a node of a reached function: is it the context, does it run only where nothing
is replayed, can a yield follow it, is it a log line.
"""
import ast

from .source_names import FUNCTIONS, facts_of
from .source_rules import LOG_METHODS, LOGGER_NAMES, LOGGERS
from .source_text import lines_of

LOOPS = (ast.For, ast.AsyncFor, ast.While)
YIELDS = (ast.Yield, ast.YieldFrom)
_CONTEXT_MEMBERS = frozenset(("context", "ctx", "_context", "_ctx", "durable_context"))


class Guards:
    """Answers for one function as it is reached."""

    def __init__(self, check, visit):
        self.check = check
        self.visit = visit
        self.function = visit.function
        self.text = lines_of(self.function.module.path)

    def dotted(self, node):
        found = self.check.project.resolve(node, self.function, self.function.module)
        return found[1] if found is not None and found[0] == "name" else None

    def is_context(self, node):
        if isinstance(node, ast.Name):
            return node.id in self.visit.contexts
        return isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and \
            self.function.owner is not None and node.attr in _CONTEXT_MEMBERS and \
            self.is_self(node.value)

    def is_self(self, node):
        arguments = self.function.node.args.args
        return bool(arguments) and arguments[0].arg == node.id

    def context_text(self):
        """How this function names the context, or "" when it has none."""
        arguments = [argument.arg for argument in self.function.node.args.args]
        for name in arguments + sorted(self.visit.contexts):
            if name in self.visit.contexts:
                return name
        if self.function.owner is not None and arguments:
            member = _context_member(self.function.owner)
            return arguments[0] + "." + member if member else ""
        return ""

    def call_method(self, node, methods):
        """The context's method that a call calls, when it is one of `methods`."""
        called = node.func if isinstance(node, ast.Call) else None
        if isinstance(called, ast.Attribute) and called.attr in methods and \
                self.is_context(called.value):
            return called.attr
        return None

    def is_inside(self, node, kinds):
        node = node.parent
        while node is not None and node is not self.function.node:
            if isinstance(node, kinds):
                return True
            node = node.parent
        return False

    def is_guarded(self, node):
        """Whether it runs only where the context does not replay."""
        if self.visit.is_guarded:
            return True
        child, parent = node, node.parent
        while child is not self.function.node and parent is not None:
            if isinstance(parent, (ast.If, ast.IfExp)):
                if child in _list(parent.body) and self.is_first_run(parent.test):
                    return True
                if child in _list(parent.orelse) and self.is_replaying(parent.test):
                    return True
            elif isinstance(parent, ast.BoolOp) and isinstance(parent.op, ast.And):
                before = parent.values[:_at(parent.values, child)]
                if any(self.is_first_run(part) for part in before):
                    return True
            if isinstance(child, ast.stmt) and self.is_behind_return(child, parent):
                return True
            child, parent = parent, parent.parent
        return False

    def is_behind_return(self, statement, parent):
        """Behind `if context.is_replaying: return` of the same block."""
        if not hasattr(parent, "leaves"):
            parent.leaves = [
                (before.lineno, block[-1].lineno)
                for block in (getattr(parent, "body", ()), getattr(parent, "orelse", ()))
                if isinstance(block, list)
                for before in block if isinstance(before, ast.If) and
                self.is_replaying(before.test) and
                isinstance(before.body[-1], (ast.Return, ast.Continue))][:20]
        return any(before < statement.lineno <= last for before, last in parent.leaves)

    def is_first_run(self, test, depth=0):
        if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And):
            return any(self.is_first_run(part, depth) for part in test.values)
        if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
            return self.is_replaying(test.operand, depth)
        if isinstance(test, ast.Compare) and len(test.ops) == 1:
            right = test.comparators[0]
            return self.is_replaying(test.left, depth) and isinstance(right, ast.Constant) and (
                (right.value is False and isinstance(test.ops[0], (ast.Is, ast.Eq))) or
                (right.value is True and isinstance(test.ops[0], (ast.IsNot, ast.NotEq))))
        value = self.value_of(test) if depth < 3 else None
        return value is not None and self.is_first_run(value, depth + 1)

    def is_replaying(self, test, depth=0):
        if isinstance(test, ast.Attribute):
            return test.attr == "is_replaying"
        value = self.value_of(test) if depth < 3 else None
        return value is not None and self.is_replaying(value, depth + 1)

    def value_of(self, node):
        """What a name of this function was assigned, when it was assigned once."""
        found = self.function.locals.get(node.id) if isinstance(node, ast.Name) else None
        return found[0][1] if found and len(found) == 1 and found[0][0] == "value" else None

    def is_repeated(self, node):
        """Whether a yield can follow, so that the node runs again in a later pass."""
        if self.visit.is_repeated:
            return True
        loop = node.parent
        while loop is not None and loop is not self.function.node:
            if isinstance(loop, LOOPS) and holds_yield(loop):
                return True
            loop = loop.parent
        yields = facts_of(self.function.node).yields
        return bool(yields) and yields[-1] > (node.lineno, node.col_offset)

    def is_only_logged(self, node):
        """An argument of a log line that is written under `not is_replaying`."""
        while node is not None and not isinstance(node, ast.stmt):
            node = node.parent
        return isinstance(node, ast.Expr) and self.is_log(node.value) and self.is_guarded(node)

    def is_log(self, node):
        called = node.func if isinstance(node, ast.Call) else None
        if called is None:
            return False
        name = self.dotted(called)
        if name is not None:
            base, _, method = name.rpartition(".")
            return name == "builtins.print" or (base in LOGGERS and method in LOG_METHODS)
        if not isinstance(called, ast.Attribute) or called.attr not in LOG_METHODS:
            return False
        holder = called.value
        if isinstance(holder, ast.Attribute):
            return holder.attr in LOGGER_NAMES
        return isinstance(holder, ast.Name) and holder.id in LOGGER_NAMES and \
            self.check.project.resolve(called, self.function, self.function.module) is None


def _context_member(owner):
    """What the methods of a class keep the context in, by its name."""
    if not hasattr(owner, "context_member"):
        owner.context_member = next((
            node.attr for node in ast.walk(owner) if isinstance(node, ast.Attribute) and
            node.attr in _CONTEXT_MEMBERS and isinstance(node.value, ast.Name) and
            node.value.id == "self"), "")
    return owner.context_member


def _list(block):
    return block if isinstance(block, list) else [block]


def _at(values, child):
    for at, value in enumerate(values):
        if value is child:
            return at
    return 0


def is_generator(node):
    return isinstance(node, FUNCTIONS) and holds_yield(node)


def holds_yield(node):
    return bool(facts_of(node).yields)
