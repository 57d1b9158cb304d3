"""A meta-path finder that answers exactly azure.functions and azure.durable_functions.

Also when the real packages are installed; everything else of the `azure` namespace stays theirs.
"""
import importlib
import importlib.machinery
import sys
import types

from . import stubs

_SERVED = {"azure.functions": ".shim.functions",
           "azure.durable_functions": ".shim.durable_functions"}


def _root_of(name):
    for root in _SERVED:
        if name == root or name.startswith(root + "."):
            return root
    return None


class Served(types.ModuleType):
    """A module of the stand-in. A submodule does not hide the class of the same name."""

    def __setattr__(self, name, value):
        if isinstance(value, types.ModuleType) and name in self.__dict__:
            return
        types.ModuleType.__setattr__(self, name, value)

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        if stubs.is_on():
            return stubs.member(self, name)
        import difflib
        near = difflib.get_close_matches(name, [key for key in self.__dict__ if key[0] != "_"], 1)
        raise AttributeError(unknown_name(_root_of(self.__name__), name, near))


def unknown_name(package, name, near=()):
    """What is said of a name that the stand-in does not have."""
    return "Yieldscope's stand-in for {} has no {}.{}".format(
        package, name, " Did you mean {}?".format(near[0]) if near else "")


class _Loader:
    """Makes one served module; a submodule shows the names of the whole package."""

    def create_module(self, spec):
        return types.ModuleType(spec.name) if spec.name == "azure" else Served(spec.name)

    def exec_module(self, module):
        name = module.__name__
        module.__path__ = []
        if name == "azure":
            return
        content = importlib.import_module(_SERVED[_root_of(name)], __package__)
        for key, value in vars(content).items():
            if not key.startswith("__"):
                setattr(module, key, value)
        module.__all__ = list(content.__all__)
        module.__version__ = content.__version__


class Finder:
    """Stands first in sys.meta_path."""

    def __init__(self):
        self._loader = _Loader()

    def find_spec(self, name, path=None, target=None):
        if not name.startswith("azure"):
            return None
        if name == "azure":
            real = importlib.machinery.PathFinder.find_spec(name, path)
            return None if real else self._spec(name)
        root = _root_of(name)
        if root is None:
            return None
        if name != root:
            content = importlib.import_module(_SERVED[root], __package__)
            if name[len(root) + 1:] not in content.SUBMODULES:
                return stubs.spec_of_served(name) if stubs.is_on() else None
        return self._spec(name)

    def _spec(self, name):
        return importlib.machinery.ModuleSpec(name, self._loader, is_package=True)


def is_served(name):
    """Whether a module name belongs to the stand-in, and the stand-in is in use."""
    return _root_of(name) is not None and any(isinstance(f, Finder) for f in sys.meta_path)


def install():
    sys.meta_path.insert(0, Finder())
