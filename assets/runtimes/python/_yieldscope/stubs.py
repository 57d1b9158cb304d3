"""Stand-ins for packages that are not installed (--stub-missing).

A module is stubbed when nobody else finds it, the project does not guard its import against
absence, and it cannot be one of the project's own. Whatever is taken from it can be called, used
as a decorator, base class, exception, context or constant; use by orchestrator code is noted.
"""
import abc
import importlib.machinery
import os
import sys
import types

from . import watch
from .places import is_own, is_standard, place_of_caller

_ERROR_WORDS = ("Error", "Exception", "Warning", "Timeout")
_ERROR_MODULES = ("exceptions", "exception", "errors", "error")
#: Distributions whose import name is another one.
_DISTRIBUTIONS = {"yaml": "pyyaml", "cv2": "opencv_python", "pil": "pillow",
                  "bs4": "beautifulsoup4", "sklearn": "scikit_learn", "jwt": "pyjwt",
                  "dateutil": "python_dateutil", "dotenv": "python_dotenv",
                  "crypto": "pycryptodome", "openssl": "pyopenssl", "fitz": "pymupdf"}
_IMPORTLIB = os.path.join("importlib", "__init__.py")
_SKIPPED = ("venv", "node_modules", "__pycache__")


class _State:
    def __init__(self):
        self.is_on = False
        self.folders = []
        self.found = []     # (module, place of its import)
        self.guards = {}    # file -> lines whose imports are guarded


_state = _State()


def is_on():
    return _state.is_on


def set_project(folders):
    _state.folders = [folder for number, folder in enumerate(folders)
                      if folder not in folders[:number]]


def found():
    """The modules that were stubbed: (name, place of the import)."""
    return _state.found


def install():
    _state.is_on = True
    sys.meta_path.append(_Finder())


# -- which modules -----------------------------------------------------------------------------

class _Finder:
    """Stands last in sys.meta_path: it is asked for what nobody else has."""

    def find_spec(self, name, path=None, target=None):
        parent = name.rpartition(".")[0]
        if isinstance(sys.modules.get(parent), StubModule):
            return _spec(name)
        if parent and not _is_namespace(sys.modules.get(parent)):
            return None
        if mistaken_for(name) is not None or not _is_wanted():
            return None
        _state.found.append((name, place_of_caller(sys._getframe(1))))
        return _spec(name)


def spec_of_served(name):
    """A submodule of azure.functions or azure.durable_functions that the stand-in lacks."""
    _state.found.append((name, place_of_caller(sys._getframe(1))))
    return _spec(name)


def member(module, name):
    """A name that the stand-in for the SDK lacks."""
    path = module.__name__ + "." + name
    _state.found.append((path, place_of_caller(sys._getframe(1))))
    made = _attribute(module.__name__, name)
    setattr(module, name, made)
    return made


def _spec(name):
    return importlib.machinery.ModuleSpec(name, _LOADER, is_package=True)


def _is_namespace(module):
    """Whether a package is shared by several distributions, as azure and google are."""
    if module is None or not hasattr(module, "__path__") or module.__name__ == "__app__":
        return False
    file = getattr(module, "__file__", None)
    if file is None:
        return True
    try:
        with open(file, encoding="utf-8", errors="replace") as stream:
            text = stream.read(10_000)
    except OSError:
        return False
    return "extend_path" in text or "declare_namespace" in text


def mistaken_for(name):
    """The project's own module that a missing one is, or was probably meant to be; else None."""
    root = name.split(".")[0]
    own = _own_modules()
    if root in own:
        return root
    if is_declared(name):
        return None
    import difflib
    near = difflib.get_close_matches(root, own, 1, 0.8)
    return near[0] if near else None


def _own_modules():
    """Names that could be imported from the project's folders."""
    names = set()
    for folder in _state.folders:
        try:
            entries = os.listdir(folder)
        except OSError:
            continue
        for entry in entries:
            stem, extension = os.path.splitext(entry)
            if entry.startswith(".") or stem in _SKIPPED:
                continue
            if extension == ".py" or (not extension and os.path.isdir(os.path.join(folder, entry))):
                names.add(stem)
    return sorted(names)


def is_declared(name):
    """Whether requirements.txt or pyproject.toml of the project name a package for the module."""
    import re
    root = name.split(".")[0].lower()
    wanted = _DISTRIBUTIONS.get(root, root)
    for folder in _state.folders:
        for file in ("requirements.txt", "pyproject.toml", "Pipfile"):
            try:
                with open(os.path.join(folder, file), encoding="utf-8", errors="replace") as stream:
                    text = stream.read()
            except OSError:
                continue
            for word in re.findall(r"(?m)(?:^|[\"'])\s*([A-Za-z][A-Za-z0-9._-]*)", text):
                distribution = re.sub(r"[-.]", "_", word.lower())
                if distribution == wanted or distribution.startswith(wanted + "_"):
                    return True
    return False


def _is_wanted():
    """Whether an import statement without a net asks, and not a test for the module's presence."""
    frame, is_import, first = sys._getframe(2), False, True
    while frame is not None:
        file = frame.f_code.co_filename
        if file.startswith("<frozen"):
            is_import = is_import or frame.f_code.co_name == "_find_and_load"
        elif is_own(file):
            if not first:
                break  # behind our loader nothing belongs to the project
        elif not file.endswith(_IMPORTLIB):
            if first and (not is_import or is_standard(file)):
                return False
            first = False
            guarded = _guarded_lines(file)
            if guarded is None or frame.f_lineno in guarded:
                return False
        frame = frame.f_back
    return True


def _guarded_lines(file):
    """Lines of a file whose ImportError is caught there; None when the file cannot be read."""
    if file in _state.guards:
        return _state.guards[file]
    import ast
    lines = set()
    try:
        with open(file, "rb") as stream:
            tree = ast.parse(stream.read())
    except (OSError, SyntaxError, ValueError):
        lines = tree = None
    for node in ast.walk(tree) if tree is not None else ():
        if _is_guard(node):
            lines.update(range(node.body[0].lineno, node.body[-1].end_lineno + 1))
    _state.guards[file] = lines
    return lines


def _is_guard(node):
    import ast
    if isinstance(node, ast.Try):
        return any(handler.type is None or _catches(handler.type) for handler in node.handlers)
    return isinstance(node, ast.With) and any(
        isinstance(item.context_expr, ast.Call) and any(map(_catches, item.context_expr.args))
        and "suppress" in ast.dump(item.context_expr.func) for item in node.items)


def _catches(node):
    import ast
    names = [getattr(part, "id", getattr(part, "attr", None)) for part in ast.walk(node)]
    return bool({"ImportError", "ModuleNotFoundError", "Exception", "BaseException"} & set(names))


# -- what they hold ----------------------------------------------------------------------------

def _note(what):
    if watch.is_watching():
        watch.note("stub", what, place_of_caller(sys._getframe(2)))


class StubModule(types.ModuleType):
    """A module of which every name can be taken."""

    def __getattr__(self, name):
        if name == "__version__":
            return "0"
        if name.startswith("__"):
            raise AttributeError(name)
        made = _attribute(self.__name__, name)
        setattr(self, name, made)
        return made


class _Loader:
    def create_module(self, spec):
        return StubModule(spec.name)

    def exec_module(self, module):
        module.__path__ = []
        module.__all__ = []


_LOADER = _Loader()


def _attribute(owner, name):
    is_error = name[0].isupper() and (
        name.endswith(_ERROR_WORDS) or owner.rpartition(".")[2] in _ERROR_MODULES)
    if is_error:
        return type(name, (StubError,), {"__module__": owner})
    return Stub(owner + "." + name)


class StubError(Exception):
    """An exception class of a stub: it can be raised and caught."""


class _StubType(abc.ABCMeta):
    """Class of a class that was a stub: its unknown class members are stubs."""

    def __getattr__(cls, name):
        if name.startswith("_") or name in ("to_json", "from_json"):
            raise AttributeError(name)
        return Stub("{}.{}".format(cls.__name__, name))


class StubBase(metaclass=_StubType):
    """What a class gets that derives from a stub. Named arguments become members."""

    def __init__(self, *args, **kwargs):
        _note("{}()".format(type(self).__name__))
        self.__dict__.update(kwargs)

    def __init_subclass__(cls, **kwargs):
        pass

    def __class_getitem__(cls, item):
        return cls

    def __getattr__(self, name):
        if name.startswith("_") or name in ("to_json", "from_json"):
            raise AttributeError(name)
        return Stub("{}.{}".format(type(self).__name__, name))


def _noting(words):
    """A method that notes its use and gives a stub of what came out."""
    def method(self, *args, **kwargs):
        _note(self._stub_path + words)
        return Stub(self._stub_path + words)
    return method


def _giving(value, words):
    def method(self, *args):
        _note(self._stub_path + words)
        return value
    return method


class Stub:
    """A name taken from a stubbed module, or what came of using one."""

    def __init__(self, path):
        self.__dict__["_stub_path"] = path
        self.__dict__["__name__"] = self.__dict__["__qualname__"] = path.rpartition(".")[2]
        self.__dict__["__module__"] = path.rpartition(".")[0]

    def __getattr__(self, name):
        if name.startswith("__") or name in ("to_json", "from_json"):
            raise AttributeError("a stand-in for {} has no {}".format(self._stub_path, name))
        made = _attribute(self._stub_path, name)
        self.__dict__[name] = made
        return made

    def __call__(self, *args, **kwargs):
        if len(args) == 1 and not kwargs and _is_decorated(args[0]):
            return args[0]
        _note(self._stub_path + "()")
        return Stub(self._stub_path + "()")

    def __mro_entries__(self, bases):
        cls = self.__dict__.get("_stub_class")
        if cls is None:
            cls = self.__dict__["_stub_class"] = _StubType(
                self.__name__, (StubBase,), {"__module__": self.__module__})
        return (cls,)

    def __instancecheck__(self, instance):
        return isinstance(instance, self.__dict__.get("_stub_class", ()))

    def __subclasscheck__(self, subclass):
        return issubclass(subclass, self.__dict__.get("_stub_class", ()))

    def __repr__(self):
        return "<stub {}>".format(self._stub_path)

    def __exit__(self, *_):
        return False

    def __await__(self):
        _note("await " + self._stub_path)
        return iter(())

    async def __aenter__(self):
        return self

    async def __aexit__(self, *_):
        return False

    def __setitem__(self, key, value):
        pass

    def __iter__(self):
        _note(self._stub_path + " iterated")
        return iter(())

    def __enter__(self):
        _note("with " + self._stub_path)
        return self

    __getitem__ = _noting("[…]")
    __len__ = _giving(0, " measured")
    __contains__ = _giving(False, " searched")
    __bool__ = _giving(True, " as condition")
    __int__ = __index__ = _giving(0, " as number")
    __float__ = _giving(0.0, " as number")


def _is_decorated(value):
    from .shim.builders import FunctionBuilder
    return isinstance(value, (types.FunctionType, type, FunctionBuilder))


for _name in ("add", "radd", "sub", "rsub", "mul", "rmul", "truediv", "rtruediv", "floordiv", "mod",
              "rmod", "pow", "and", "rand", "or", "ror", "xor", "lshift", "rshift", "neg", "pos",
              "invert", "abs"):
    setattr(Stub, "__{}__".format(_name), _noting(" in arithmetic"))
for _name in ("lt", "le", "gt", "ge"):
    setattr(Stub, "__{}__".format(_name), _giving(False, " compared"))
