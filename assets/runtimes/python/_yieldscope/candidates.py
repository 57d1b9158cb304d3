"""What could be an orchestrator in an imported module, and which of several is meant."""
import inspect
import os
import sys
import types

from .places import shown_file
from .shim.builders import FunctionBuilder, handled_function, user_function, written_function

_STAND_IN = __package__ + ".shim"


class Candidate:
    """One orchestrator: the name its histories carry, and the name its function has."""

    def __init__(self, name, value, function_name=None):
        self.name = name
        self.value = value
        code = _code_of(value)
        self.function_name = function_name or (code.co_name if code else name)
        self.path = code.co_filename if code else ""
        self.line = code.co_firstlineno if code else 0
        self.is_registered = True
        #: The history's name, when this was taken for want of one that is called so.
        self.instead_of = None

    @property
    def function(self):
        return user_function(self.value)

    @property
    def place(self):
        return (shown_file(self.path), self.function_name, self.line)

    def row(self):
        """"order (bp.py:12)": the listing of messages."""
        return "{} ({}:{}{})".format(self.name, shown_file(self.path), self.line,
                                     "" if self.is_registered else ", not registered")

    def is_called(self, name):
        return name.lower() in (self.name.lower(), self.function_name.lower())


def _code_of(value):
    """The code of the function as it stands in the source, or None."""
    function = written_function(_inside_real_handle(value) or value)
    if not isinstance(function, types.FunctionType):
        from .real import orchestrator_of
        function = written_function(orchestrator_of(function))
    return getattr(function, "__code__", None) if isinstance(function, types.FunctionType) else None


def of_module(module, path, is_plain):
    """Orchestrators that the module declares, makes or defines: the best evidence there is."""
    declared = _declared(module)
    return declared or _created(module, path) or _generators(module, path, is_plain)


def _declared(module):
    """Behind decorators: of its app with all that is registered, of its blueprints, its names."""
    members = list(vars(module).values())
    apps = [value for value in members if is_app(value)]
    others = [value for value in members if _is_a(value, "DecoratorApi") and not is_app(value)]
    builders = [builder for app in apps for builder in app._function_builders]
    found = _from_builders(builders)
    more = [builder for blueprint in others for builder in blueprint._function_builders]
    more += [value for value in members if is_builder(value)]
    rest = _from_builders([builder for builder in more if builder not in builders])
    for candidate in rest:
        candidate.is_registered = not apps
    return found + rest


def _is_a(value, name):
    """An object of the SDK's class of that name: the stand-in's or, with --sdk real, its own."""
    return not isinstance(value, type) and any(
        cls.__name__ == name and cls.__module__.startswith(("azure.functions", _STAND_IN))
        for cls in type.mro(type(value)))


def is_app(value):
    return _is_a(value, "FunctionRegister")


def is_builder(value):
    return _is_a(value, "FunctionBuilder")


def _orchestration_name(builder):
    """The orchestrator's name behind a builder, or None when it is no orchestrator."""
    if isinstance(builder, FunctionBuilder):
        return builder.orchestration_name()
    function = vars(builder).get("_function")
    trigger = vars(function).get("_trigger") if function is not None else None
    declared = vars(trigger) if trigger is not None else {}
    if declared.get("type") != "orchestrationTrigger":
        return None
    return declared.get("orchestration") or vars(function).get("_name")


def _from_builders(builders):
    found, seen = [], set()
    for builder in builders:
        name = _orchestration_name(builder)
        if name is not None and id(builder) not in seen:
            seen.add(id(builder))
            found.append(Candidate(name, builder))
    return found


def unregistered(folder, known):
    """Orchestrators of imported blueprints of the project that no app has registered."""
    builders = []
    for module in list(sys.modules.values()):
        file = vars(module).get("__file__") if isinstance(module, types.ModuleType) else None
        if isinstance(file, str) and file.startswith(folder + os.sep):
            for value in list(vars(module).values()):
                if _is_a(value, "DecoratorApi") and not is_app(value):
                    builders.extend(value._function_builders)
    values = [candidate.value for candidate in known]
    found = _from_builders([builder for builder in builders if builder not in values])
    for candidate in found:
        candidate.is_registered = False
    return found


def _created(module, path):
    """`main = df.Orchestrator.create(fn)`: named as its folder in a v1 app, else as fn."""
    found, seen = [], set()
    for name, value in list(vars(module).items()):
        function = handled_function(value) or _inside_real_handle(value)
        if function is None or id(function) in seen:
            continue
        seen.add(id(function))
        candidate = Candidate(name, value)
        folder = os.path.dirname(path)
        if os.path.isfile(os.path.join(folder, "function.json")):
            candidate.name = os.path.basename(folder)
        found.append(candidate)
    if len(found) > 1:
        for candidate in found:
            candidate.name = candidate.function_name
    return found


def _inside_real_handle(value):
    """The function that the installed SDK's Orchestrator.create was given, or None."""
    code = value.__code__ if isinstance(value, types.FunctionType) else None
    if code is None or code.co_name != "handle" or "fn" not in code.co_freevars or \
            not str(value.__module__).startswith("azure.durable_functions"):
        return None
    return value.__closure__[code.co_freevars.index("fn")].cell_contents


def _generators(module, path, is_plain):
    found = []
    for name, value in list(vars(module).items()):
        if not inspect.isfunction(value):
            continue
        written = written_function(value)
        code = getattr(written, "__code__", None)
        if code is None or code.co_filename != path:
            continue
        if inspect.isgeneratorfunction(written) and (is_plain or _takes_context(written)):
            found.append(Candidate(name, value, name))
    return found


def _takes_context(function):
    code = function.__code__
    names = code.co_varnames[:code.co_argcount]
    if not names:
        return False
    annotation = str(getattr(function, "__annotations__", {}).get(names[0], ""))
    return "Context" in annotation or names[0] in ("context", "ctx") and code.co_argcount == 1
