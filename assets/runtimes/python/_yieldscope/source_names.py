"""What a name stands for, by reading: import tables, definitions and single assignments.

Nothing is asked of a value that the user's code made; of loaded modules only `__file__`,
`__name__` and `__package__` are looked at. What cannot be decided is None.
"""
import ast
import builtins
import os
import sys
import tokenize
import types

from .places import is_in_target

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_DEFINITIONS = FUNCTIONS + (ast.ClassDef,)
_MAX_BYTES = 1 << 20
_MAX_DEPTH = 12
_MAX_STEPS = 300_000
_BUILTINS = frozenset(vars(builtins))


class Module:
    """One file of the project: its tree and what its names are bound to."""

    def __init__(self, path, tree):
        self.path = path
        self.tree = tree
        self.table = {}
        self.stars = []
        _bind_body(tree, self.table, self.stars)

    def package(self):
        """The package that relative imports count from."""
        module = _loaded(self.path)
        if module is None:
            return ""
        package = vars(module).get("__package__")
        return package if type(package) is str else ""


class Function:
    """A function of the project with the class it is a method of, if it is one."""

    def __init__(self, module, node):
        self.module = module
        self.node = node
        own_nodes(node)  # gives them their parents
        parent = node.parent
        self.owner = parent if isinstance(parent, ast.ClassDef) else None

    @property
    def locals(self):
        """name -> what binds it, of this function alone."""
        node = self.node
        if not hasattr(node, "bound"):
            node.bound = {}
            arguments = node.args
            for argument in arguments.args + arguments.kwonlyargs + \
                    getattr(arguments, "posonlyargs", []) + [arguments.vararg, arguments.kwarg]:
                if argument is not None:
                    node.bound[argument.arg] = [("argument", argument)]
            _bind_body(node, node.bound, [])
        return node.bound

    def outer(self):
        """The function around this one, or None."""
        node = self.node.parent
        while node is not None and not isinstance(node, FUNCTIONS):
            node = node.parent
        return None if node is None else Function(self.module, node)


class Facts:
    """What is asked of a node again and again: `global` names, yields, names that are used."""

    __slots__ = ("globals", "yields", "_root", "_used")

    def __init__(self, root):
        self.globals, self.yields, self._root, self._used = set(), [], root, None
        for node in own_nodes(root):
            if isinstance(node, (ast.Yield, ast.YieldFrom)):
                self.yields.append((node.lineno, node.col_offset))
            elif isinstance(node, ast.Global):
                self.globals.update(node.names)
        self.yields.sort()

    @property
    def used(self):
        """Names that are read in it or in what it defines, or belong to somebody else."""
        if self._used is None:
            self._used = set()
            for node in ast.walk(self._root):
                if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Store):
                    self._used.add(node.id)
                elif isinstance(node, (ast.Global, ast.Nonlocal)):
                    self._used.update(node.names)
        return self._used


def facts_of(node):
    """The Facts of a function or statement, kept with it."""
    if not hasattr(node, "facts"):
        node.facts = Facts(node)
    return node.facts


def own_nodes(root):
    """The nodes of a function, module or statement without those of definitions inside it, in the
    order of the source and each with its `parent`; lambdas belong. Kept with it."""
    if not hasattr(root, "own"):
        root.own = own = []
        pending = [(node, root) for node in _children(root)][::-1]
        while pending:
            node, parent = pending.pop()
            node.parent = parent
            own.append(node)
            inner = node.decorator_list if isinstance(node, _DEFINITIONS) else \
                ast.iter_child_nodes(node)
            pending += [(child, node) for child in inner][::-1]
    return root.own


def _children(root):
    """What is run with it: decorators and defaults of a definition are run before."""
    return root.body if isinstance(root, _DEFINITIONS) else ast.iter_child_nodes(root)


def _bind_body(root, table, stars):
    for node in own_nodes(root):
        if isinstance(node, ast.Import):
            for alias in node.names:
                name = alias.asname or alias.name.split(".")[0]
                _bind(table, name, ("import", (0, alias.name if alias.asname else name)))
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                if alias.name == "*":
                    stars.append((node.level, node.module or ""))
                else:
                    dotted = (node.module + "." if node.module else "") + alias.name
                    _bind(table, alias.asname or alias.name, ("import", (node.level, dotted)))
        elif isinstance(node, FUNCTIONS):
            if node is not root:
                _bind(table, node.name, ("def", node))
        elif isinstance(node, ast.ClassDef):
            _bind(table, node.name, ("class", node))
        elif isinstance(node, (ast.Assign, ast.AnnAssign)):
            _bind_assignment(node, table)
        elif isinstance(node, ast.NamedExpr):
            _bind(table, node.target.id, ("value", node.value))
        elif isinstance(node, ast.Name) and isinstance(node.ctx, (ast.Store, ast.Del)) and \
                not isinstance(node.parent, (ast.Assign, ast.AnnAssign, ast.NamedExpr)):
            _bind(table, node.id, ("other", node))


def _bind_assignment(node, table):
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    for target in targets:
        if isinstance(target, ast.Name) and node.value is not None:
            _bind(table, target.id, ("value", node.value))


def _bind(table, name, what):
    table.setdefault(name, []).append(what)


# -- files -------------------------------------------------------------------------------------

class Project:
    """The files that were read, and which could not be."""

    def __init__(self):
        self.modules = {}
        self.unread = []
        self.steps_left = _MAX_STEPS

    def module(self, path):
        if path not in self.modules:
            self.modules[path] = self._read(path)
        return self.modules[path]

    def _read(self, path):
        try:
            is_big = os.path.getsize(path) > _MAX_BYTES
        except OSError:
            return None
        try:
            if is_big:
                raise ValueError("not read")
            with tokenize.open(path) as stream:
                tree = ast.parse(stream.read(), path)
        except (OSError, SyntaxError, ValueError, RecursionError, MemoryError):
            self.unread.append(path)
            return None
        tree.parent = None
        return Module(path, tree)

    # -- resolving -----------------------------------------------------------------------------

    def resolve(self, node, function, module, depth=0):
        """("name", dotted) of what lies outside the project, ("function", Function), ("class",
        (Module, ClassDef)), ("module", Module), ("instance", (Module, ClassDef)),
        ("variable", (Module, name)) of the project; None where that cannot be told."""
        self.steps_left -= 1
        if depth > _MAX_DEPTH or self.steps_left < 0:
            return None
        if isinstance(node, ast.Name):
            return self._name(node.id, function, module, depth)
        if isinstance(node, ast.Attribute):
            return self._attribute(node, function, module, depth)
        if isinstance(node, ast.Call):
            made = self.resolve(node.func, function, module, depth + 1)
            if made is not None and made[0] == "class":
                return ("instance", made[1])
            return ("name", made[1] + "()") if made is not None and made[0] == "name" else None
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):  # folder / "name"
            return self.resolve(node.left, function, module, depth + 1)
        if isinstance(node, ast.Await):
            return self.resolve(node.value, function, module, depth + 1)
        return None

    def _name(self, name, function, module, depth):
        while function is not None:
            found = function.locals.get(name)
            if found is not None and name not in facts_of(function.node).globals:
                return self._bound(found, function, module, depth)
            function = function.outer()
        return self.member(module, name, depth)

    def member(self, module, name, depth=0):
        """What a module's name is."""
        found = module.table.get(name)
        if found is not None:
            known = self._bound(found, None, module, depth)
            is_variable = any(kind in ("value", "other") for kind, _ in found)
            return ("variable", (module, name)) if known is None and is_variable else known
        for level, dotted in module.stars:
            there = self._imported(level, dotted, module)
            if there is not None and there[0] == "module" and depth < _MAX_DEPTH:
                found = self.member(there[1], name, depth + 1)
                if found is not None:
                    return found
        return ("name", "builtins." + name) if name in _BUILTINS else None

    def _bound(self, found, function, module, depth):
        imports = [what for kind, what in found if kind == "import"]
        if imports:
            return self._imported(imports[0][0], imports[0][1], module, depth)
        kind, what = found[-1]
        if kind == "def":
            return ("function", Function(module, what))
        if kind == "class":
            return ("class", (module, what))
        if kind == "value" and len(found) == 1:
            return self.resolve(what, function, module, depth + 1)
        return None

    def _attribute(self, node, function, module, depth):
        owner = self._owner_of_self(node.value, function)
        if owner is not None:
            return self._method(module, owner, node.attr, depth)
        base = self.resolve(node.value, function, module, depth + 1)
        if base is None:
            return None
        kind, what = base
        if kind == "name":
            return ("name", what + "." + node.attr)
        if kind == "module":
            return self.member(what, node.attr, depth + 1)
        if kind in ("class", "instance"):
            return self._method(what[0], what[1], node.attr, depth)
        return None

    @staticmethod
    def _owner_of_self(node, function):
        if function is None or function.owner is None or not isinstance(node, ast.Name):
            return None
        arguments = function.node.args.args
        return function.owner if arguments and arguments[0].arg == node.id else None

    def _method(self, module, owner, name, depth):
        own_nodes(owner)
        for member in owner.body:
            if isinstance(member, FUNCTIONS) and member.name == name:
                return ("function", Function(module, member))
        for base in owner.bases if depth < _MAX_DEPTH else ():
            known = self.resolve(base, None, module, depth + 1)
            if known is not None and known[0] == "class":
                found = self._method(known[1][0], known[1][1], name, depth + 1)
                if found is not None:
                    return found
        return None

    def _imported(self, level, dotted, module, depth=0):
        if level:
            package = module.package().split(".")
            if level > len(package):
                return None
            base = package[:len(package) - level + 1]
            dotted = ".".join([part for part in base if part] + ([dotted] if dotted else []))
        parts = dotted.split(".")
        for end in range(len(parts), 0, -1):
            there = self._loaded_module(".".join(parts[:end]))
            if there is None:
                continue
            known = ("module", there)
            for name in parts[end:]:
                known = self.member(known[1], name, depth + 1) \
                    if known is not None and known[0] == "module" and depth < _MAX_DEPTH else None
            return known
        return None if level else ("name", dotted)

    def _loaded_module(self, dotted):
        """The module of the project that is loaded under that name, or None."""
        loaded = sys.modules.get(dotted)
        file = vars(loaded).get("__file__") if type(loaded) is types.ModuleType else None
        if type(file) is not str or not is_in_target(file):
            return None
        return self.module(file)


def _loaded(path):
    for module in list(sys.modules.values()):
        if type(module) is types.ModuleType and vars(module).get("__file__") == path:
            return module
    return None


def definition_at(module, code):
    """The Function whose code object this is, or None."""
    pending, line = [module.tree], code.co_firstlineno
    while pending:
        around = pending.pop()
        for node in own_nodes(around):
            if not isinstance(node, _DEFINITIONS):
                continue
            first = min([node.lineno] + [mark.lineno for mark in node.decorator_list])
            if isinstance(node, FUNCTIONS) and node.name == code.co_name and \
                    line in (first, node.lineno):
                return Function(module, node)
            if first <= line <= node.end_lineno:
                pending.append(node)
    return None
