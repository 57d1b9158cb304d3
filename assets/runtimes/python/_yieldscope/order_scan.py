"""Which expressions around a call depend on the order of a set, by the syntax tree (order.py).

Only what can be decided from one function is: set expressions, names that hold a set now, and names
assigned once from those. Anything else is taken to be ordered.
"""
import ast

from .order import is_seeded, is_unordered
from .source_scan import covers, tree_of

_KEEP_ORDER = frozenset(("list", "tuple", "enumerate", "iter", "next", "zip", "map", "filter",
                         "reversed", "str", "repr"))
_SET_METHODS = frozenset(("union", "intersection", "difference", "symmetric_difference", "copy"))
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
_COMPREHENSIONS = (ast.ListComp, ast.GeneratorExp, ast.DictComp, ast.SetComp)
_MAX_WORDS = 60


class Candidate:
    """An expression whose order may feed the call; asked with the values of the moment."""

    def __init__(self, expression, function, loop_names=None):
        self.expression = expression
        self.function = function
        self.loop_names = loop_names
        self.line = expression.lineno

    def words(self, values, variables):
        """How to name the set, or "" when its order is nobody's chance."""
        judge = _Judge(self.function, values, variables, self.loop_names is not None)
        found = judge.source(self.expression, 0)
        if found is None:
            return ""
        if self.loop_names and not any(is_seeded(values[name]) for name in self.loop_names
                                       if name in values):
            return ""
        return describe(found)


class _Judge:
    """Decides whether an expression's order is that of a set. A dict's order counts in loops only:
    as an input, its keys are compared without their order."""

    def __init__(self, function, values, variables, is_loop):
        self.function = function
        self.values = values
        self.variables = variables
        self.is_loop = is_loop

    def source(self, node, depth):
        """The set expression that an ordered-looking one follows from, or None."""
        if depth > 8:
            return None
        if self.is_set(node, depth):
            return node
        if isinstance(node, ast.Name):
            assigned = self.assignment(node.id)
            return None if assigned is None else self.source(assigned, depth + 1)
        if isinstance(node, ast.Call):
            return self.called(node, depth)
        if isinstance(node, (ast.ListComp, ast.GeneratorExp)) or (
                isinstance(node, ast.DictComp) and self.is_loop):
            return self.source(node.generators[0].iter, depth + 1)
        if isinstance(node, (ast.Starred, ast.Subscript, ast.FormattedValue)):
            return self.source(node.value, depth + 1)
        if isinstance(node, (ast.List, ast.Tuple)):
            return self.first(node.elts, depth)
        if isinstance(node, (ast.Dict, ast.JoinedStr)):
            return self.first(node.values, depth)
        return None

    def first(self, nodes, depth):
        for node in nodes:
            found = self.source(node, depth + 1)
            if found is not None:
                return found
        return None

    def called(self, node, depth):
        function = node.func
        if isinstance(function, ast.Name) and function.id in _KEEP_ORDER and node.args:
            if function.id == "map" or function.id == "filter":
                return self.first(node.args[1:], depth)
            return self.source(node.args[0], depth + 1)
        if isinstance(function, ast.Attribute):
            if function.attr == "pop" and not node.args and self.is_set(function.value, depth):
                return function.value
            if node.args and (function.attr == "join" or
                              (function.attr == "fromkeys" and self.is_loop)):
                return self.source(node.args[0], depth + 1)
            if function.attr in ("items", "keys", "values") and not node.args:
                return self.source(function.value, depth + 1)
        return None

    def is_set(self, node, depth):
        if depth > 8:
            return False
        if isinstance(node, ast.Name):
            held = self.held(node.id)
            return is_unordered(held)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            return is_unordered(_member(self.held(node.value.id), node.attr))
        if isinstance(node, ast.Set):
            return len(node.elts) > 1 and any(self.may_be_seeded(item) for item in node.elts)
        if isinstance(node, ast.SetComp):
            return self.is_seeded_text(node.elt)
        if isinstance(node, ast.Call):
            function = node.func
            if isinstance(function, ast.Name) and function.id in ("set", "frozenset"):
                return bool(node.args)
            return isinstance(function, ast.Attribute) and function.attr in _SET_METHODS and \
                self.is_set(function.value, depth + 1)
        if isinstance(node, ast.BinOp) and isinstance(
                node.op, (ast.BitOr, ast.BitAnd, ast.Sub, ast.BitXor)):
            return self.is_set(node.left, depth + 1) or self.is_set(node.right, depth + 1)
        return False

    def may_be_seeded(self, node):
        if isinstance(node, ast.Constant):
            return is_seeded(node.value) and node.value is not None
        if isinstance(node, ast.Name):
            return node.id in self.values and is_seeded(self.values[node.id])
        return isinstance(node, ast.JoinedStr)

    def is_seeded_text(self, node):
        """The element of a set comprehension; numbers are told by their operators."""
        return not (isinstance(node, ast.Constant) and not is_seeded(node.value)) and \
            not isinstance(node, (ast.BinOp, ast.Compare, ast.UnaryOp))

    def held(self, name):
        return self.values[name] if name in self.values else self.variables.get(name)

    def assignment(self, name):
        """What the function assigns to a name that it assigns once."""
        found = []
        for node in ast.walk(self.function):
            if isinstance(node, ast.Assign):
                found += [node.value for target in node.targets
                          if isinstance(target, ast.Name) and target.id == name]
            elif isinstance(node, (ast.AugAssign, ast.AnnAssign, ast.For, ast.NamedExpr)) and \
                    isinstance(node.target, ast.Name) and node.target.id == name:
                return None
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and \
                    node.func.attr in ("sort", "reverse") and \
                    isinstance(node.func.value, ast.Name) and node.func.value.id == name:
                return None
        return found[0] if len(found) == 1 else None


def _member(owner, name):
    try:
        members = object.__getattribute__(owner, "__dict__")
    except Exception:
        return None
    return members.get(name) if type(members) is dict else None


def candidates(code, line):
    """The expressions that could feed the call at a line of a function."""
    function = _function_of(code, line)
    if function is None:
        return ()
    found = []
    call = _call_at(function, line)
    if call is None:
        return ()
    for argument in list(call.args) + [keyword.value for keyword in call.keywords]:
        if not isinstance(argument, (ast.Set, ast.SetComp)):
            found.append(Candidate(argument, function))
    child, node = call, call.parent
    while node is not None and child is not function:
        if isinstance(node, (ast.For, ast.AsyncFor)) and child in node.body:
            names = _names(node.target)
            if names & _used(node.body):
                found.append(Candidate(node.iter, function, names))
        elif isinstance(node, _COMPREHENSIONS):
            for generator in node.generators:
                if _names(generator.target) & _used([call]):
                    found.append(Candidate(generator.iter, function, set()))
        child, node = node, node.parent
    return found


def _call_at(function, line):
    """The outermost call on a line whose attribute is one of the context's."""
    from .order import _CALLS
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and covers(node, line) and \
                isinstance(node.func, ast.Attribute) and node.func.attr in _CALLS:
            return node
    return None


def _function_of(code, line):
    """The innermost function around a line; comprehensions belong to theirs."""
    tree = tree_of(code.co_filename)
    best = None
    for node in ast.walk(tree) if tree is not None else ():
        if isinstance(node, _FUNCTIONS) and covers(node, line):
            best = node
    return best


def _names(target):
    return {node.id for node in ast.walk(target) if isinstance(node, ast.Name)}


def _used(nodes):
    return {node.id for root in nodes for node in ast.walk(root)
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}


def words_of_comprehension(code, line):
    """(words, line) for the first iterable of the comprehension at a line."""
    tree = tree_of(code.co_filename)
    for node in ast.walk(tree) if tree is not None else ():
        if isinstance(node, _COMPREHENSIONS) and covers(node, line):
            return describe(node.generators[0].iter), node.generators[0].iter.lineno
    return "a set", line


def loop_around(code, line, values, elements):
    """(words, line) of the loop over `elements` around a line whose variable the body uses."""
    function = _function_of(code, line)
    best = None
    for node in ast.walk(function) if function is not None else ():
        if not isinstance(node, (ast.For, ast.AsyncFor)) or not covers(node, line):
            continue
        names = _names(node.target)
        if names & _used(node.body) and any(
                values.get(name) is element for name in names for element in elements):
            best = (describe(node.iter), node.iter.lineno)
    return best


def describe(node):
    """A set in words: its name, or its text."""
    if isinstance(node, ast.Name):
        return "the set " + node.id
    unparse = getattr(ast, "unparse", None)  # since Python 3.9
    text = unparse(node) if unparse is not None else ""
    return text if 0 < len(text) <= _MAX_WORDS else "a set"
