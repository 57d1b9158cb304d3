"""Finds and imports the target: file.py:function, file.py, or a Functions app folder.

Loads code the way the Functions worker does (SEMANTICS 5.2), and unwraps what decorators left.
"""
import importlib
import importlib.util
import inspect
import json
import os
import sys

from .places import set_folder
from .shim.builders import FunctionBuilder, user_function


class TargetError(Exception):
    """The target cannot be run: code, sentence, and what to do."""

    def __init__(self, code, message, hint=""):
        Exception.__init__(self, message)
        self.code = code
        self.hint = hint


class Target:
    """An orchestrator's function and where it stands."""

    def __init__(self, function, name, file, line):
        self.function = function
        self.name = name
        self.file = file
        self.line = line


def load(path, function, module_name, is_plain):
    """Imports the file or folder and picks the function."""
    if os.path.isdir(path):
        folder, name = os.path.split(os.path.abspath(path))
        declared = _v1_function(folder, name)
        if declared is None:
            return _load_app(os.path.join(folder, name), function, is_plain)
        set_folder(os.path.join(folder, name))
        return _load_v1(folder, name, declared)
    path = os.path.abspath(path)
    set_folder(os.path.dirname(path))
    module = _import_file(path, module_name or os.path.splitext(os.path.basename(path))[0])
    return _choose(_candidates(module, path, is_plain), module, os.path.basename(path), function)


def _import_file(path, name):
    """Imports one file; inside a package by its dotted name, so that relative imports work."""
    folder = os.path.dirname(path)
    top, dotted = folder, [name]
    while os.path.exists(os.path.join(top, "__init__.py")) and os.path.dirname(top) != top:
        dotted.insert(0, os.path.basename(top))
        top = os.path.dirname(top)
    if os.path.isfile(os.path.join(folder, "function.json")):  # a v1 function: app, folder, script
        sys.path.insert(0, os.path.dirname(folder))
        top = os.path.dirname(os.path.dirname(folder))
        dotted = folder[len(top):].strip(os.sep).split(os.sep) + [name]
    sys.path.insert(0, top)
    if len(dotted) > 1:
        if dotted[-1] == "__init__":
            dotted.pop()
        return importlib.import_module(".".join(dotted))
    if name in sys.modules:  # a file named like a module that is in use already
        name += "_orchestrator"
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def _load_app(folder, function, is_plain):
    set_folder(folder)
    sys.path.insert(0, folder)
    script = os.environ.get("PYTHON_SCRIPT_FILE_NAME", "function_app.py")
    path = os.path.join(folder, script)
    if os.path.isfile(path):
        module = _import_file(path, os.path.splitext(script)[0])
        return _choose(_app_candidates(module), module, os.path.basename(folder), function)
    found = []
    for name in sorted(os.listdir(folder)):
        target = _v1_function(folder, name)
        if target is not None and (function is None or function.lower() == name.lower()):
            found.append((name, target))
    if not found:
        raise TargetError(
            "target.no_orchestrator",
            "{} holds no orchestrator{}: there is neither {} nor a folder whose function.json has "
            "an orchestrationTrigger.".format(
                os.path.basename(folder), " named " + function if function else "", script),
            "Name the file and function instead: file.py:function.")
    if len(found) > 1:
        raise _too_many(os.path.basename(folder), [(n, os.path.join(n, t["scriptFile"]), 1)
                                                   for n, t in found])
    return _load_v1(folder, *found[0])


def _load_v1(folder, name, declared):
    """The entry point of the v1 function `name` of the app `folder`."""
    sys.path[:0] = [os.path.dirname(folder), folder]
    dotted = ".".join([os.path.basename(folder), name,
                       os.path.splitext(declared["scriptFile"])[0]])
    module = importlib.import_module(dotted[:-len(".__init__")]
                                     if dotted.endswith(".__init__") else dotted)
    entry = getattr(module, declared["entryPoint"], None)
    if entry is None:
        raise _not_found(declared["entryPoint"], name + "/" + declared["scriptFile"], [])
    return _target(name, entry)


def _v1_function(folder, name):
    """scriptFile and entryPoint of a v1 orchestrator folder, or None."""
    declaration = os.path.join(folder, name, "function.json")
    if not os.path.isfile(declaration):
        return None
    with open(declaration, encoding="utf-8-sig") as stream:
        try:
            declared = json.load(stream)
        except ValueError as error:
            raise TargetError("target.malformed", "{}/function.json is not JSON: {}.".format(
                name, error))
    kinds = [b.get("type", "").lower() for b in declared.get("bindings", [])]
    if "orchestrationtrigger" not in kinds:
        return None
    return {"scriptFile": declared.get("scriptFile", "__init__.py"),
            "entryPoint": declared.get("entryPoint", "main")}


def _app_candidates(module):
    from .shim.builders import DecoratorApi
    found = []
    for value in list(vars(module).values()):
        if isinstance(value, DecoratorApi):
            for builder in value.get_functions():
                name = builder.orchestration_name()
                if name is not None and all(name != known for known, _ in found):
                    found.append((name, builder))
    return found or _candidates(module, module.__file__, False)


def _candidates(module, path, is_plain):
    """What could be an orchestrator among the module's own names, best evidence first."""
    declared, created, generators = [], [], []
    for name, value in list(vars(module).items()):
        if isinstance(value, FunctionBuilder):
            if value.orchestration_name() is not None:
                declared.append((value.orchestration_name(), value))
        elif getattr(value, "orchestrator_function", None) is not None:
            created.append((name, value))
        elif inspect.isfunction(value) and value.__code__.co_filename == path:
            if inspect.isgeneratorfunction(user_function(value)) and (
                    is_plain or _takes_context(value)):
                generators.append((name, value))
    return declared or created or generators


def _takes_context(function):
    code = function.__code__
    names = code.co_varnames[:code.co_argcount]
    if not names:
        return False
    annotation = str(getattr(function, "__annotations__", {}).get(names[0], ""))
    return "Context" in annotation or names[0] in ("context", "ctx") and code.co_argcount == 1


def _choose(candidates, module, file, function):
    if function is not None:
        value = getattr(module, function, None)
        if value is None:
            matches = [v for n, v in candidates + _app_candidates(module)
                       if n.lower() == function.lower()]
            value = matches[0] if matches else None
        if value is None:
            raise _not_found(function, file, [name for name, _ in candidates])
        if not callable(value):
            raise TargetError("target.not_callable", "{} in {} is a {}, not a function.".format(
                function, file, type(value).__name__))
        return _target(function, value)
    if not candidates:
        raise TargetError(
            "target.no_orchestrator", "{} holds no orchestrator: no generator function that takes "
            "a context.".format(file), "Name the function: {}:FUNCTION.".format(file))
    if len(candidates) > 1:
        raise _too_many(file, [_row(name, value) for name, value in candidates])
    return _target(*candidates[0])


def _row(name, value):
    code = getattr(user_function(value), "__code__", None)
    return (name, os.path.basename(code.co_filename) if code else "?",
            code.co_firstlineno if code else 0)


def _too_many(where, rows):
    listed = ", ".join("{} (line {})".format(name, line) for name, _, line in rows)
    return TargetError(
        "target.several_orchestrators",
        "{} holds {} orchestrators: {}.".format(where, len(rows), listed),
        "Name one of them: {}:{}.".format(where, rows[0][0]))


def _not_found(function, file, names):
    message = "{} has no function named {}.".format(file, function)
    if names:
        message += " It has: {}.".format(", ".join(sorted(names)))
    return TargetError("target.no_such_function", message)


def _target(name, value):
    function = user_function(value)
    code = getattr(function, "__code__", None)
    from .places import shown_file
    return Target(function, name, shown_file(code.co_filename) if code else "",
                  code.co_firstlineno if code else 0)
