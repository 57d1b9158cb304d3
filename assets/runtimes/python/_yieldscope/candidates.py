"""What could be an orchestrator in an imported module, and which of several is meant."""
import inspect
import os
import sys
import types

from .places import shown_file
from .shim.builders import (DecoratorApi, FunctionBuilder, FunctionRegister, handled_function,
                            user_function, written_function)


class Candidate:
    """One orchestrator: the name its histories carry, and the name its function has."""

    def __init__(self, name, value, function_name=None):
        self.name = name
        self.value = value
        code = getattr(written_function(value), "__code__", None)
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


def of_module(module, path, is_plain):
    """Orchestrators that the module declares, makes or defines: the best evidence there is."""
    declared = _declared(module)
    return declared or _created(module, path) or _generators(module, path, is_plain)


def _declared(module):
    """Behind decorators: of its app with all that is registered, of its blueprints, its names."""
    members = list(vars(module).values())
    apps = [value for value in members if isinstance(value, FunctionRegister)]
    others = [value for value in members if isinstance(value, DecoratorApi) and value not in apps]
    builders = [builder for app in apps for builder in app._function_builders]
    found = _from_builders(builders)
    more = [builder for blueprint in others for builder in blueprint._function_builders]
    more += [value for value in members if isinstance(value, FunctionBuilder)]
    rest = _from_builders([builder for builder in more if builder not in builders])
    for candidate in rest:
        candidate.is_registered = not apps
    return found + rest


def _from_builders(builders):
    found, seen = [], set()
    for builder in builders:
        name = builder.orchestration_name()
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
                if isinstance(value, DecoratorApi) and not isinstance(value, FunctionRegister):
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
        function = handled_function(value)
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
