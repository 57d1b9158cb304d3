"""What must not stand in an orchestrator, found by reading it (PROTOCOL.md, Source).

Starts at the function that the platform calls and follows the user's own functions that it calls,
across the project's files; activities and what nobody calls from there are not looked at. Nothing
of the user's is run. Bounded: files of 1 MiB, 300 functions, 200 remarks.
"""
import ast
import types

from .jsontext import exact, quote
from .places import is_in_target, shown_file
from .report import place_json
from .shim.builders import written_function
from .source_names import FUNCTIONS, Function, Project, definition_at, own_nodes
from .source_reads import Reads
from .source_scan import qualified_name
from .source_shapes import Shapes

_MAX_FUNCTIONS = 300
_MAX_REMARKS = 200
_MAX_NODES = 400_000
_PASSED_ON = frozenset(("builtins.map", "builtins.filter", "builtins.sorted", "builtins.min",
                        "builtins.max", "builtins.any", "builtins.all", "builtins.sum",
                        "functools.partial", "functools.reduce", "itertools.starmap"))


class Remark:
    """One place of the source (core/model/source_remark.h)."""

    __slots__ = ("kind", "detail", "file", "function", "line", "column", "end", "replacement")

    def __init__(self, kind, detail, place, span, replacement):
        self.kind = kind
        self.detail = detail
        self.file, self.function, self.line = place
        self.column, self.end = span
        self.replacement = replacement

    def key(self):
        return self.file, self.line, self.column, self.kind, self.detail

    def json(self):
        return "[%s,%s,%s,%d,%d,%s]" % (
            quote(self.kind), exact(self.detail),
            place_json((self.file, self.function, self.line)), self.column, self.end,
            exact(self.replacement))


class Visit:
    """A function as it is reached: what its parameters hold, and under which condition it runs."""

    def __init__(self, function, contexts, is_guarded, is_repeated):
        self.function = function
        self.contexts = contexts        # names that hold the context
        self.is_guarded = is_guarded    # only under `if not context.is_replaying`
        self.is_repeated = is_repeated  # a yield can follow when it has returned

    @property
    def key(self):
        node = self.function.node
        return self.function.module.path, node.lineno, node.col_offset

    def covers(self, other):
        return self.contexts >= other.contexts and self.is_guarded <= other.is_guarded and \
            self.is_repeated >= other.is_repeated

    def joined(self, other):
        return Visit(self.function, self.contexts | other.contexts,
                     self.is_guarded and other.is_guarded, self.is_repeated or other.is_repeated)


class Check:
    """One walk over the code that a target reaches."""

    def __init__(self, is_plain):
        self.project = Project()
        self.is_plain = is_plain
        self.remarks = {}
        self.visited = {}
        self.pending = []
        self.nodes_left = _MAX_NODES
        self.dropped = 0

    def add(self, kind, node, text, function, detail=None, replacement="", has_span=True):
        """Notes a node; `text` is the file's Lines."""
        if detail is None:
            detail = text.of(node)
        place = (shown_file(function.module.path), qualified_name(function.node), node.lineno)
        remark = Remark(kind, detail, place, text.span(node) if has_span else (0, 0), replacement)
        if remark.key() not in self.remarks and len(self.remarks) >= _MAX_REMARKS:
            self.dropped += 1
            return
        self.remarks[remark.key()] = remark

    def reach(self, visit):
        known = self.visited.get(visit.key)
        if known is not None:
            if known.covers(visit):
                return
            visit = known.joined(visit)
        elif len(self.visited) >= _MAX_FUNCTIONS:
            return
        self.visited[visit.key] = visit
        self.pending.append(visit)

    def run(self, function):
        for code in _codes(function):
            module = self.project.module(code.co_filename)
            found = definition_at(module, code) if module is not None else None
            if found is not None:
                names = found.node.args.args
                contexts = frozenset([names[0].arg]) if names and not self.is_plain else frozenset()
                entry = Visit(found, contexts, False, False)
                Shapes(self, entry).look_at_entry()
                self.reach(entry)
        seeded = False
        while self.pending and self.nodes_left > 0:
            visit = self.pending.pop(0)
            if self.visited[visit.key] is not visit:
                continue  # joined with a later one
            reads = Reads(self, visit, seeded)
            reads.look()
            seeded = reads.is_seeded
            self.follow(visit)
            if not self.is_plain:
                Shapes(self, visit).look()

    # -- reaching ------------------------------------------------------------------------------

    def follow(self, visit):
        """Reaches what the function calls."""
        function = visit.function
        for node in own_nodes(function.node):
            self.nodes_left -= 1
            if isinstance(node, ast.Call):
                self._follow_call(visit, node)
            elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                found = function.locals.get(node.id)
                if found and found[-1][0] == "def":  # a function inside this one
                    self.reach(Visit(Function(function.module, found[-1][1]), visit.contexts,
                                     visit.is_guarded, visit.is_repeated))

    def _follow_call(self, visit, call):
        function = visit.function
        called = self.project.resolve(call.func, function, function.module)
        if called is None:
            return
        kind, what = called
        if kind == "name" and what in _PASSED_ON:
            for argument in call.args + [keyword.value for keyword in call.keywords]:
                passed = self.project.resolve(argument, function, function.module)
                if passed is not None and passed[0] == "function":
                    self._enter(visit, call, passed[1], [], [])
        elif kind == "function":
            self._enter(visit, call, what, call.args, call.keywords)
        elif kind == "class":
            module, node = what
            own_nodes(node)  # gives its methods their parent
            for member in node.body:
                if isinstance(member, FUNCTIONS) and member.name in ("__init__", "__post_init__"):
                    self._enter(visit, call, Function(module, member), call.args, call.keywords)

    def _enter(self, visit, call, callee, arguments, keywords):
        if _is_trigger(callee.node):
            return
        names = [argument.arg for argument in
                 getattr(callee.node.args, "posonlyargs", []) + callee.node.args.args]
        if callee.owner is not None and names and not _is_static(callee.node):
            names = names[1:]
        shapes = Shapes(self, visit)
        contexts = {name for name, argument in zip(names, arguments)
                    if shapes.is_context(argument)}
        contexts |= {keyword.arg for keyword in keywords
                     if keyword.arg and shapes.is_context(keyword.value)}
        contexts |= {argument.arg for argument in callee.node.args.args
                     if _is_annotated_context(argument)}
        outer = callee.outer()
        if outer is not None and outer.node is visit.function.node:
            contexts |= visit.contexts
        self.reach(Visit(callee, frozenset(contexts),
                         visit.is_guarded or shapes.is_guarded(call),
                         shapes.is_repeated(call)))


def _is_annotated_context(argument):
    note = argument.annotation
    if isinstance(note, ast.Constant) and isinstance(note.value, str):
        return note.value.endswith("OrchestrationContext")
    name = note.attr if isinstance(note, ast.Attribute) else getattr(note, "id", "")
    return name.endswith("OrchestrationContext")


def _is_static(node):
    return any(isinstance(mark, ast.Name) and mark.id == "staticmethod"
               for mark in node.decorator_list)


def _is_trigger(node):
    """Whether it is registered as a function of its own: calling it is another matter."""
    for mark in node.decorator_list:
        mark = mark.func if isinstance(mark, ast.Call) else mark
        name = mark.attr if isinstance(mark, ast.Attribute) else getattr(mark, "id", "")
        if name.endswith("_trigger") or name in ("route", "schedule"):
            return True
    return False


def _codes(function):
    """The code of the function itself and of functions of the project that its decorators hold."""
    found, pending, seen = [], [function], set()
    while pending and len(seen) < 20:
        function = written_function(pending.pop(0))
        if type(function) is types.MethodType:
            function = function.__func__
        if type(function) is not types.FunctionType or id(function) in seen:
            continue
        seen.add(id(function))
        if is_in_target(function.__code__.co_filename):
            found.append(function.__code__)
        for cell in function.__closure__ or ():
            try:
                pending.append(cell.cell_contents)
            except ValueError:
                continue  # not bound yet
    return found


def remarks_of(function, is_plain):
    """(remarks in the order of file and line, how many more there are)."""
    check = Check(is_plain)
    try:
        check.run(function)
    except (RecursionError, MemoryError):
        check.dropped += 1
    for path in check.project.unread:
        name = shown_file(path)
        remark = Remark("unread", name, (name, "", 0), (0, 0), "")
        check.remarks[remark.key()] = remark
    return sorted(check.remarks.values(), key=Remark.key), check.dropped


def answer(function, is_plain):
    remarks, dropped = remarks_of(function, is_plain)
    return '{"remarks":[%s],"more":%d}' % (",".join(remark.json() for remark in remarks), dropped)
