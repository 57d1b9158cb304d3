"""Reads and acts that a replay cannot repeat, in one function: calls by their dotted name,
settings, module variables that are changed."""
import ast

from .source_names import FUNCTIONS, facts_of, own_nodes
from .source_rules import (CACHES, CHANGERS, CONTAINERS, REPLACEMENTS, SEEDS, SHARED_DRAWS,
                           UNSORTED, UTC, kind_of)
from .source_shapes import Shapes
from .source_text import lines_of

_MUTABLE = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)
_LOOPS = (ast.For, ast.AsyncFor, ast.While, ast.ListComp, ast.SetComp, ast.DictComp,
          ast.GeneratorExp)


class Reads:
    """Looks at one function as it is reached."""

    def __init__(self, check, visit, is_seeded):
        self.check = check
        self.visit = visit
        self.function = visit.function
        self.text = lines_of(self.function.module.path)
        self.shapes = Shapes(check, visit)
        self.is_seeded = is_seeded
        self.draws = 0
        self.has_effects = False

    def look(self):
        nodes = list(own_nodes(self.function.node))
        names = {id(node): self.dotted(node.func) for node in nodes if isinstance(node, ast.Call)}
        for node in nodes:
            if isinstance(node, ast.Call) and names[id(node)] in SEEDS and node.args:
                self.is_seeded = True
        self.draws = sum(1 for name in names.values() if name in SHARED_DRAWS)
        for node in nodes:
            if isinstance(node, ast.Call):
                self.look_at_call(node, names[id(node)])
            elif isinstance(node, (ast.Attribute, ast.Name)):
                self.look_at_name(node)
            elif isinstance(node, (ast.Await, ast.AsyncFor, ast.AsyncWith)):
                self.add("async", node)
            elif isinstance(node, (ast.Assign, ast.AugAssign, ast.AnnAssign, ast.Delete)):
                self.look_at_change(node)
            elif isinstance(node, (ast.Yield, ast.YieldFrom)):
                self.has_effects = True
        self.look_at_cache()

    def dotted(self, node):
        found = self.check.project.resolve(node, self.function, self.function.module)
        return found[1] if found is not None and found[0] == "name" else None

    def add(self, kind, node, detail=None, replacement="", shown=None):
        """`shown`: the larger expression that is written anew."""
        if self.shapes.is_only_logged(node):
            return
        self.has_effects = True
        node = shown or node
        self.check.add(kind, node, self.text, self.function, detail, replacement)

    # -- calls ---------------------------------------------------------------------------------

    def look_at_call(self, node, name):
        if name is None:
            self.look_at_changer(node)
            return
        if name == "builtins.next" and node.args and \
                self.dotted(node.args[0]) == "itertools.count()" and \
                self.is_module_variable(node.args[0]):
            self.add("global", node)
            return
        if name in SHARED_DRAWS:
            if not self.is_seeded:
                self.add("random", node, None, self.seeded_draw(node, name))
            return
        if name in UNSORTED:
            is_sorted = isinstance(node.parent, ast.Call) and \
                self.dotted(node.parent.func) == "builtins.sorted"
            if is_sorted or name == "os.scandir":
                self.add("file", node)
            else:
                self.add("order", node, None, self.sorted(node))
            return
        kind = kind_of(name, len(node.args) + len(node.keywords))
        if kind is None or self.is_chained(node) or _is_in_memory(node, name):
            return
        if kind == "sleep":
            self.shapes.look_at_sleep(self, node, name)
            return
        shown, replacement = self.instead(node, name)
        self.add(kind, node, None, replacement, shown)

    def is_chained(self, node):
        """A method of what a call has made that is flagged itself: requests.get(url).json()."""
        inner = node.func
        while isinstance(inner, (ast.Attribute, ast.Subscript)):
            inner = inner.value
        if not isinstance(inner, ast.Call):
            return False
        name = self.dotted(inner.func)
        return name is not None and kind_of(name, len(inner.args)) is not None

    def instead(self, node, name):
        """(the expression to write anew, what to write) of a call, or (None, "")."""
        context = self.shapes.context_text()
        count = len(node.args) + len(node.keywords)
        if not context:
            return None, ""
        if name == "datetime.datetime.now" and count == 1:
            zone = node.args[0] if node.args else node.keywords[0].value
            clock = context + ".current_utc_datetime"
            if self.dotted(zone) in UTC:
                return None, clock
            text = self.text.source(zone)
            return None, "{}.astimezone({})".format(clock, text) if text else ""
        form = REPLACEMENTS.get((name, count))
        if form is None:
            return None, ""
        parent = node.parent
        if name.startswith("uuid.") and isinstance(parent, ast.Call) and \
                self.dotted(parent.func) == "builtins.str" and parent.args == [node]:
            return parent, context + ".new_uuid()"
        argument = self.text.source(node.args[0]) if node.args else ""
        if "{0}" in form and not argument:
            return None, ""
        return None, form.replace("{context}", context).replace("{0}", argument)

    def seeded_draw(self, node, name):
        """A draw of a generator with a seed, where it is the only draw and made once."""
        context = self.shapes.context_text()
        if not context or self.draws != 1 or not name.startswith("random.") or \
                self.shapes.is_inside(node, _LOOPS) or not isinstance(node.func, ast.Attribute):
            return ""
        text, module = self.text.source(node), self.text.source(node.func.value)
        if not text or not module:
            return ""
        return "{}.Random({}.instance_id){}".format(module, context, text[len(module):])

    def sorted(self, node):
        text = self.text.source(node)
        return "sorted({})".format(text) if text else ""

    # -- names ---------------------------------------------------------------------------------

    def look_at_name(self, node):
        """os.environ, wherever it is looked at."""
        if not isinstance(node.ctx, ast.Load) or self.dotted(node) != "os.environ":
            return
        parent = node.parent
        if isinstance(parent, ast.Attribute) and isinstance(parent.parent, ast.Call) and \
                parent.parent.func is parent:
            self.add("environment", parent.parent)
        elif isinstance(parent, ast.Subscript) and parent.value is node:
            self.add("environment", parent)
        else:
            self.add("environment", node)

    # -- module variables ----------------------------------------------------------------------

    def variable(self, node):
        """The name of the module variable that an expression is, or None."""
        found = self.check.project.resolve(node, self.function, self.function.module)
        if found is not None and found[0] == "variable":
            return found[1][1]
        return None

    def is_module_variable(self, node):
        return isinstance(node, ast.Name) and node.id not in self.function.locals and \
            node.id in self.function.module.table

    def is_container(self, node):
        """Whether it is a module variable that holds something that can be changed."""
        found = self.check.project.resolve(node, self.function, self.function.module)
        if found is None:
            return False
        if found[0] == "name":
            return found[1][:-2] in CONTAINERS and found[1].endswith("()") and \
                self.is_module_variable(node)
        if found[0] != "variable":
            return False
        module, name = found[1]
        return any(kind == "value" and isinstance(value, _MUTABLE)
                   for kind, value in module.table.get(name, ()))

    def look_at_changer(self, node):
        called = node.func
        if isinstance(called, ast.Attribute) and called.attr in CHANGERS and \
                self.is_container(called.value):
            self.add("global", node, "module variable " + self.text.of(called.value))

    def look_at_change(self, node):
        targets = node.targets if isinstance(node, (ast.Assign, ast.Delete)) else [node.target]
        for target in targets:
            for part in target.elts if isinstance(target, (ast.Tuple, ast.List)) else [target]:
                if self.is_changed(part):
                    while isinstance(part, ast.Subscript):
                        part = part.value
                    self.add("global", node, "module variable " + self.text.of(part))

    def is_changed(self, target):
        if isinstance(target, ast.Name):
            return target.id in facts_of(self.function.node).globals
        if isinstance(target, ast.Subscript):
            return self.is_container(target.value)
        if not isinstance(target, ast.Attribute):
            return False
        found = self.check.project.resolve(target.value, self.function, self.function.module)
        if found is None or isinstance(target.value, ast.Call):
            return False
        if found[0] == "instance":  # one that the module holds
            return self.is_module_variable(target.value)
        if found[0] == "class":
            return True
        return found[0] == "module"

    def look_at_cache(self):
        """A cached helper that reads or calls: it does so once a process, not once a pass."""
        node = self.function.node
        if not isinstance(node, FUNCTIONS) or not self.has_effects:
            return
        for mark in node.decorator_list:
            maker = mark.func if isinstance(mark, ast.Call) else mark
            found = self.check.project.resolve(maker, None, self.function.module)
            if found is not None and found[0] == "name" and found[1] in CACHES:
                self.check.add("global", mark, self.text, self.function, "cache of " + node.name)


def _is_in_memory(node, name):
    """A database that no file holds."""
    return name == "sqlite3.connect" and bool(node.args) and \
        isinstance(node.args[0], ast.Constant) and node.args[0].value in (":memory:", b":memory:")
