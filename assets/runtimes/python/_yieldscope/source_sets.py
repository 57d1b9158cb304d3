"""Sets whose order feeds a call, as far as the text alone tells (order.py sees the values)."""
import ast

from .source_names import own_nodes
from .source_rules import CALL_METHODS

_SET_METHODS = frozenset(("union", "intersection", "difference", "symmetric_difference", "copy"))
_KEEP_ORDER = frozenset(("builtins.list", "builtins.tuple", "builtins.enumerate", "builtins.iter",
                         "builtins.reversed"))
_COMPREHENSIONS = (ast.ListComp, ast.GeneratorExp, ast.DictComp)


class Sets:
    """Looks at the loops of one function."""

    def __init__(self, shapes):
        self.shapes = shapes

    def look(self):
        for node in own_nodes(self.shapes.function.node):
            if isinstance(node, (ast.For, ast.AsyncFor)):
                self.look_at_loop(node.iter, node.target, node.body)
            elif isinstance(node, _COMPREHENSIONS):
                parts = [node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt]
                for generator in node.generators:
                    self.look_at_loop(generator.iter, generator.target, parts)

    def look_at_loop(self, iterated, target, body):
        if not self.is_unordered(iterated, 0) or not self.calls_with(body, target):
            return
        text = self.shapes.text
        source = text.source(iterated)
        detail = "the set " + iterated.id if isinstance(iterated, ast.Name) else text.of(iterated)
        self.shapes.add("order", iterated, "the order of " + detail,
                        "sorted({})".format(source) if source else "")

    def calls_with(self, body, target):
        """Whether a call on the context or a yield stands in it, and the loop's name is used."""
        names = {node.id for node in ast.walk(target) if isinstance(node, ast.Name)}
        has_call = has_name = False
        for root in body:
            for node in ast.walk(root):
                if isinstance(node, ast.Name) and node.id in names:
                    has_name = True
                elif self.shapes.call_method(node, CALL_METHODS):
                    has_call = True
        return has_call and has_name

    def is_unordered(self, node, depth):
        """Whether it is a set of what hashes by the process's seed, or keeps one's order."""
        if depth > 6:
            return False
        if isinstance(node, ast.Name):
            value = self.shapes.value_of(node)
            if value is None and node.id not in self.shapes.function.locals:
                found = self.shapes.function.module.table.get(node.id, ())
                value = found[0][1] if len(found) == 1 and found[0][0] == "value" else None
            return value is not None and self.is_unordered(value, depth + 1)
        if isinstance(node, ast.Set):
            return len(node.elts) > 1 and not all(map(_is_number, node.elts))
        if isinstance(node, ast.SetComp):
            return not isinstance(node.elt, (ast.BinOp, ast.Compare)) and not _is_number(node.elt)
        if isinstance(node, ast.BinOp) and isinstance(
                node.op, (ast.BitOr, ast.BitAnd, ast.Sub, ast.BitXor)):
            return self.is_unordered(node.left, depth + 1) or \
                self.is_unordered(node.right, depth + 1)
        if isinstance(node, ast.Call):
            return self.is_unordered_call(node, depth)
        return False

    def is_unordered_call(self, node, depth):
        name = self.shapes.dotted(node.func)
        if name in ("builtins.set", "builtins.frozenset"):
            return bool(node.args) and not _is_of_numbers(node.args[0])
        if name in _KEEP_ORDER:
            return bool(node.args) and self.is_unordered(node.args[0], depth + 1)
        return isinstance(node.func, ast.Attribute) and node.func.attr in _SET_METHODS and \
            self.is_unordered(node.func.value, depth + 1)


def _is_number(node):
    return isinstance(node, ast.Constant) and isinstance(node.value, (int, float, complex))


def _is_of_numbers(node):
    if isinstance(node, (ast.List, ast.Tuple, ast.Set)):
        return all(map(_is_number, node.elts))
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and \
        node.func.id == "range"
