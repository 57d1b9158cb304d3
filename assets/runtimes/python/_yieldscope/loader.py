"""Finds and imports the target: file.py:function, file.py, or a Functions app folder.

Loads code the way the Functions worker does (SEMANTICS 5.2), and unwraps what decorators left.
"""
import importlib
import importlib.machinery
import importlib.util
import os
import sys

from . import candidates, project, stubs
from .candidates import Candidate
from .places import set_folder, shown_file
from .shim.builders import FunctionBuilder

#: The package that v1 functions are imported into, as the worker names it.
_V1_PACKAGE = "__app__"


class TargetError(Exception):
    """The target cannot be run: code, sentence, and what to do."""

    def __init__(self, code, message, hint=""):
        Exception.__init__(self, message)
        self.code = code
        self.hint = hint


class Target:
    """An orchestrator's function and where it stands."""

    def __init__(self, candidate):
        self.function = candidate.function
        self.name = candidate.name
        self.file = shown_file(candidate.path) if candidate.path else ""
        self.line = candidate.line
        self.is_plain = False
        #: (kind, detail, place) that every run's first pass is told of.
        self.remarks = []
        if not candidate.is_registered:
            self.remarks.append(("unregistered", candidate.name, candidate.place))
        if candidate.instead_of:
            self.remarks.append(("other_name", candidate.instead_of, candidate.place))


def load(path, function, module_name, is_plain, recorded=None):
    """Imports the file or folder and picks the function; `recorded` is the history's own name."""
    path = os.path.abspath(path)
    wanted = _Wanted(function, recorded)
    if os.path.isdir(path):
        root, name = os.path.split(path)
        declared = _v1(lambda: project.v1_function(root, name))
        if declared is not None:
            set_folder(path, root)
            return _load_v1(declared)
        return _load_app(path, wanted, is_plain)
    folder = os.path.dirname(path)
    root = project.app_root(folder)
    set_folder(folder, root)
    if root is not None:
        stubs.set_project([folder, root])
        project.apply_settings(root)
    else:
        stubs.set_project([folder])
    declared = _v1(lambda: project.v1_function(os.path.dirname(folder), os.path.basename(folder)))
    if declared is not None and declared.path == path and function is None:
        return _load_v1(declared)
    module = _import_file(path, module_name or os.path.splitext(os.path.basename(path))[0], root)
    found = candidates.of_module(module, path, is_plain)
    return Target(wanted.choose(found, module, os.path.basename(path)))


# -- importing ---------------------------------------------------------------------------------

def _import_file(path, name, root):
    """Imports one file under the name that the worker would give it."""
    folder = os.path.dirname(path)
    v1_root = project.v1_root(folder, root)
    if v1_root is not None:
        return _import_v1(v1_root, os.path.relpath(path, v1_root))
    top, packages = folder, []
    if root is not None:
        top = root
        packages = [] if folder == root else os.path.relpath(folder, root).split(os.sep)
    else:
        while os.path.exists(os.path.join(top, "__init__.py")) and os.path.dirname(top) != top:
            packages.insert(0, os.path.basename(top))
            top = os.path.dirname(top)
    _put_on_path(top)
    if packages:
        return _import_dotted(packages, name)
    if name in sys.modules:  # a file named like a module that is in use already
        name += "_orchestrator"
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def _put_on_path(folder):
    if folder not in sys.path:
        sys.path.insert(0, folder)


def _import_dotted(packages, name):
    return importlib.import_module(".".join(packages + ([] if name == "__init__" else [name])))


def _import_v1(root, relative):
    """A file of a v1 app as a member of the worker's own package; the app is on the path too."""
    _put_on_path(root)
    if _V1_PACKAGE not in sys.modules:
        spec = importlib.machinery.ModuleSpec(_V1_PACKAGE, None, is_package=True)
        spec.submodule_search_locations = [root]
        sys.modules[_V1_PACKAGE] = importlib.util.module_from_spec(spec)
    parts = os.path.splitext(os.path.normpath(relative))[0].split(os.sep)
    return _import_dotted([_V1_PACKAGE] + parts[:-1], parts[-1])


# -- apps --------------------------------------------------------------------------------------

def _load_app(folder, wanted, is_plain):
    set_folder(folder)
    stubs.set_project([folder])
    project.apply_settings(folder)
    script = project.script_name(folder)
    path = os.path.join(folder, script)
    if not os.path.isfile(path):
        return _load_v1(_choose_v1(folder, script, wanted))
    module = _import_file(path, os.path.splitext(os.path.basename(script))[0], folder)
    apps = {id(value) for value in vars(module).values() if candidates.is_app(value)}
    if len(apps) > 1:
        raise TargetError(
            "target.several_apps",
            "{} defines {} function apps; the worker takes a script with one only.".format(
                script, len(apps)),
            "Keep one DFApp or FunctionApp, and make the others Blueprints that it registers.")
    found = candidates.of_module(module, path, is_plain)
    if not wanted.is_among(found):
        found = found + candidates.unregistered(folder, found)
    return Target(wanted.choose(found, module, os.path.basename(folder)))


def _v1(read):
    try:
        return read()
    except ValueError as error:
        raise TargetError("target.malformed", "A function.json is not JSON: {}.".format(error))


def _choose_v1(folder, script, wanted):
    found = _v1(lambda: project.v1_functions(folder))
    name, where = wanted.function, os.path.basename(folder)
    if not found:
        raise TargetError(
            "target.no_orchestrator",
            "{} holds no orchestrator{}: there is neither {} nor a folder whose function.json has "
            "an orchestrationTrigger.".format(where, " named " + name if name else "", script),
            "Name the file and function instead: file.py:function.")
    if name is not None and all(declared.name.lower() != name.lower() for declared in found):
        raise _not_found(name, where, [declared.name for declared in found])
    for declared in found:
        if (name or wanted.recorded or "").lower() == declared.name.lower():
            return declared
    if len(found) == 1:
        found[0].instead_of = wanted.recorded
        return found[0]
    rows = ["{} ({}:{})".format(d.name, os.path.relpath(d.path, folder), project.line_of_entry(d))
            for d in found]
    raise _several(where, rows, found[0].name, wanted.recorded)


def _load_v1(declared):
    stubs.set_project([declared.root])
    project.apply_settings(declared.root)
    module = _import_v1(declared.root, os.path.join(declared.name, declared.script))
    where = declared.name + "/" + declared.script
    entry = getattr(module, declared.entry_point, None)
    if entry is None:
        raise _not_found(declared.entry_point, where, [])
    if not callable(entry):
        raise _not_callable(declared.entry_point, where, entry)
    candidate = Candidate(declared.name, entry)
    candidate.instead_of = declared.instead_of
    return Target(candidate)


# -- choosing ----------------------------------------------------------------------------------

class _Wanted:
    """Which of several: the one that was named, else the one that the history is of."""

    def __init__(self, function, recorded):
        self.function = function
        self.recorded = recorded or None

    def is_among(self, found):
        name = self.function or self.recorded
        return any(name is None or candidate.is_called(name) for candidate in found)

    def choose(self, found, module, where):
        if self.function is not None:
            return self._named(found, module, where)
        if not found:
            raise TargetError(
                "target.no_orchestrator", "{} holds no orchestrator: no generator function that "
                "takes a context.".format(where), "Name the function: {}:FUNCTION.".format(where))
        if self.recorded is not None:
            for candidate in found:
                if candidate.name.lower() == self.recorded.lower():
                    return candidate
        registered = [candidate for candidate in found if candidate.is_registered]
        if len(registered or found) > 1:
            raise _several(where, [candidate.row() for candidate in found], found[0].name,
                           self.recorded)
        chosen = (registered or found)[0]
        if self.recorded is not None and candidates.is_builder(chosen.value):
            chosen.instead_of = self.recorded
        return chosen

    def _named(self, found, module, where):
        for candidate in found:
            if candidate.name == self.function:
                return candidate
        value = getattr(module, self.function, None)
        if value is None:
            for candidate in found:
                if candidate.is_called(self.function):
                    return candidate
            raise _not_found(self.function, where, [candidate.name for candidate in found])
        if not callable(value):
            raise _not_callable(self.function, where, value)
        if isinstance(value, FunctionBuilder) and value.trigger_type() in (
                "activityTrigger", "entityTrigger"):
            raise TargetError(
                "target.no_orchestrator", "{} in {} is an {}, not an orchestrator.".format(
                    self.function, where, value.trigger_type()[:-len("Trigger")]),
                _listing(found))
        return Candidate(self.function, value)


def _listing(found):
    return "It has: {}.".format(", ".join(candidate.row() for candidate in found)) if found else ""


def _several(where, rows, first, recorded):
    message = "{} holds {} orchestrators: {}.".format(where, len(rows), ", ".join(rows))
    if recorded:
        message += " None of them is called {}, as the history is.".format(recorded)
    return TargetError("target.several_orchestrators", message,
                       "Name one of them: {}:{}.".format(where, first))


def _not_found(function, file, names):
    message = "{} has no function named {}.".format(file, function)
    if names:
        message += " It has: {}.".format(", ".join(sorted(names)))
    return TargetError("target.no_such_function", message)


def _not_callable(function, where, value):
    return TargetError("target.not_callable", "{} in {} is a {}, not a function.".format(
        function, where, type(value).__name__))
