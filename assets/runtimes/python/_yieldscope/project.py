"""The folder that the Functions host would call the app: where it starts, and what it declares."""
import json
import os

from . import conditions

_LEVELS_UP = 5
DEFAULT_SCRIPT = "function_app.py"


def script_name(root):
    """The script file of a v2 app (app setting PYTHON_SCRIPT_FILE_NAME)."""
    return os.environ.get("PYTHON_SCRIPT_FILE_NAME") or \
        settings_of(root).get("PYTHON_SCRIPT_FILE_NAME") or DEFAULT_SCRIPT


def app_root(folder):
    """The nearest folder from `folder` upwards that is a Functions app, or None."""
    for _ in range(_LEVELS_UP):
        for mark in ("host.json", DEFAULT_SCRIPT):
            if os.path.isfile(os.path.join(folder, mark)):
                return folder
        above = os.path.dirname(folder)
        if above == folder:
            break
        folder = above
    return None


def v1_root(folder, root):
    """The app that a file in `folder` belongs to, when its functions have folders of their own."""
    if os.path.isfile(os.path.join(folder, "function.json")):
        return os.path.dirname(folder)
    if root is None or os.path.isfile(os.path.join(root, script_name(root))):
        return None
    return root if any(os.path.isfile(os.path.join(root, name, "function.json"))
                       for name in os.listdir(root)) else None


def read_json(path):
    """The parsed file, or None when there is none. ValueError when it is no JSON."""
    try:
        with open(path, encoding="utf-8-sig") as stream:
            return json.load(stream)
    except OSError:
        return None


def settings_of(root):
    """The app settings of local.settings.json that are readable text."""
    try:
        settings = read_json(os.path.join(root, "local.settings.json"))
        values = settings["Values"] if not settings.get("IsEncrypted") else {}
        return {key: value for key, value in values.items() if isinstance(value, str)}
    except (TypeError, KeyError, AttributeError, ValueError):
        return {}


#: Names of the app settings that were set as environment variables.
applied = []


def apply_settings(root):
    """Sets app settings as environment variables, as `func start` does; what is set stays."""
    if conditions.has_no_settings():
        return
    for key, value in settings_of(root).items():
        if key and "=" not in key and "\0" not in key + value and key not in os.environ:
            os.environ[key] = value
            applied.append(key)


class Declared:
    """A v1 function folder that holds an orchestrator."""

    def __init__(self, root, name, script, entry_point):
        self.root = root
        self.name = name
        self.script = script          # relative to the function's folder
        self.entry_point = entry_point
        self.instead_of = None        # the history's name, when it is another one

    @property
    def path(self):
        return os.path.normpath(os.path.join(self.root, self.name, self.script))


def v1_function(root, name):
    """The orchestrator that root/name/function.json declares, or None. ValueError: no JSON."""
    declared = read_json(os.path.join(root, name, "function.json"))
    if not isinstance(declared, dict):
        return None
    kinds = [str(binding.get("type", "")).lower() for binding in declared.get("bindings") or []
             if isinstance(binding, dict)]
    if "orchestrationtrigger" not in kinds:
        return None
    return Declared(root, name, declared.get("scriptFile") or "__init__.py",
                    declared.get("entryPoint") or "main")


def v1_functions(root):
    """All of them, by folder name."""
    found = []
    for name in sorted(os.listdir(root)):
        if os.path.isfile(os.path.join(root, name, "function.json")):
            declared = v1_function(root, name)
            if declared is not None:
                found.append(declared)
    return found


def line_of_entry(declared):
    """The line of the orchestrator's `def` behind a v1 entry point, read without importing it."""
    import ast
    try:
        with open(declared.path, "rb") as stream:
            tree = ast.parse(stream.read())
    except (OSError, SyntaxError, ValueError):
        return 0
    wanted, lines = declared.entry_point, {}
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            lines[node.name] = node.lineno
        elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Call) and any(
                isinstance(target, ast.Name) and target.id == wanted for target in node.targets):
            lines.setdefault(wanted, node.lineno)
            for argument in node.value.args[:1]:
                if isinstance(argument, ast.Name) and argument.id in lines:
                    lines[wanted] = lines[argument.id]
    return lines.get(wanted, 0)
