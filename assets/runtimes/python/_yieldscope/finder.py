"""A meta-path finder that answers exactly azure.functions and azure.durable_functions.

Also when the real packages are installed; everything else of the `azure` namespace stays theirs.
"""
import importlib
import importlib.machinery
import sys
import types

_SERVED = {"azure.functions": ".shim.functions",
           "azure.durable_functions": ".shim.durable_functions"}


def _root_of(name):
    for root in _SERVED:
        if name == root or name.startswith(root + "."):
            return root
    return None


class _Loader:
    """Makes one served module; a submodule shows the names of the whole package."""

    def create_module(self, spec):
        return types.ModuleType(spec.name)

    def exec_module(self, module):
        name = module.__name__
        if name == "azure":
            module.__path__ = []
            return
        root = _root_of(name)
        content = importlib.import_module(_SERVED[root], __package__)
        module.__path__ = []
        for key, value in vars(content).items():
            if not key.startswith("__"):
                setattr(module, key, value)
        module.__all__ = getattr(content, "__all__", [])
        if hasattr(content, "__getattr__"):
            module.__getattr__ = content.__getattr__


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
                raise ModuleNotFoundError(
                    "No module named '{}' in Yieldscope's stand-in for {}: it holds what "
                    "orchestrators use. Import it inside the function that needs it.".format(
                        name, root), name=name)
        return self._spec(name)

    def _spec(self, name):
        return importlib.machinery.ModuleSpec(name, self._loader, is_package=True)


def install():
    sys.meta_path.insert(0, Finder())
