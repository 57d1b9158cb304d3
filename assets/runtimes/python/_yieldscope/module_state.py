"""Module variables that a pass changed: the next pass starts with what this one left.

Compared at each stop that is reported and at the end of a batch, against a digest of the variables
of the user's own modules. Values are looked at without calling the user's code: scalars by value,
containers by their items, objects of the user's classes by their own dict, all else by identity.
Limits: 3 levels, 32 items a container, 800 values in all; what lies deeper is not seen.
"""
import gc
import itertools
import sys
import types
from collections import OrderedDict, defaultdict, deque
from operator import is_

from . import watch
from .places import is_in_target, shown_file

_MAX_DEPTH, _MAX_ITEMS, _MAX_VALUES = 3, 32, 800
_SCALARS = frozenset((int, float, str, bool, bytes, complex, type(None)))
_LISTS = frozenset((list, tuple, deque))
_SETS = frozenset((set, frozenset))
_DICTS = frozenset((dict, OrderedDict, defaultdict))


class _Still:
    """A module of nothing but values that cannot change inside: seen again by identity alone."""

    def __init__(self, variables, found, kept, spent):
        self.names, self.values = list(variables), list(variables.values())
        self.functions = [(value, value.__defaults__) for value in self.values
                          if type(value) is types.FunctionType]
        self.found, self.kept, self.spent = found, kept, spent

    def holds(self, variables):
        """Whether the variables are the same ones, without a digest."""
        if list(variables) != self.names or not all(map(is_, self.values, variables.values())):
            return False
        for function, defaults in self.functions:
            if function.__dict__ or function.__defaults__ is not defaults:
                return False
        return True


class ModuleState:
    """The digest of one run's modules; each change is noted once, when it is seen."""

    def __init__(self):
        self.modules = []
        self.still = {}  # index of a module -> _Still
        self.all_still = []  # with their variables, when every module is
        self.before = None
        self.left = 0
        self.kept = None  # objects known by identity stay alive, so that no id is used twice

    def begin(self):
        """Before the first pass of a run."""
        if self.before is None:
            self.modules = _user_modules()
            self.before, self.kept = self.digest()

    def note_changes(self):
        """Notes what changed since the last call."""
        for still, variables in self.all_still:
            if not still.holds(variables):
                break
        else:
            if self.all_still:
                return
        now, kept = self.digest()
        if now != self.before:
            for (module, _, _), old, new in zip(self.modules, self.before, now):
                if old != new:
                    _note_module(module, old, new)
        self.before, self.kept = now, kept

    def digest(self):
        self.left = _MAX_VALUES
        found, kept = [], []
        for at, (_, module_vars, name) in enumerate(self.modules):
            still = self.still.get(at)
            if still is None or not still.holds(module_vars):
                still = self.look_again(at, module_vars, name)
            else:
                self.left -= still.spent
            found.append(still.found)
            kept.extend(still.kept)
        self.all_still = [(self.still[at], module[1]) for at, module in enumerate(self.modules)] \
            if len(self.still) == len(self.modules) else []
        return found, kept

    def look_again(self, at, variables, name):
        left, kept = self.left, []
        found = self.names(variables, name, kept)
        still = _Still(variables, found, kept, left - self.left)
        if all([_is_special(variable) or self.is_still(value, name)
                for variable, value in zip(still.names, still.values)]):
            self.still[at] = still
        else:
            self.still.pop(at, None)
        return still

    def is_still(self, value, owner):
        """Whether a value that is the same object has the same digest."""
        kind = type(value)
        if kind is types.FunctionType:
            return not value.__dict__ and all(
                [_is_scalar(default) for default in value.__defaults__ or ()])
        if kind is tuple:
            return all([_is_scalar(item) for item in value])
        if type(kind) is type and (kind in _LISTS or kind in _DICTS or kind in _SETS):
            return False
        return _is_scalar(value) or (
            _hidden_state(value, kind) is None and self.members(value, kind, owner) is None)

    def names(self, variables, owner, kept):
        found = {}
        for name, value in list(variables.items()):
            if not _is_special(name):
                if type(value) is types.ModuleType or type(value) is types.BuiltinFunctionType:
                    continue  # imports inside functions bind those
                found[name] = self.value(value, 0, kept, owner)
        return found

    def value(self, value, depth, kept, owner):
        kind = type(value)
        if type(kind) is not type:  # comparing it with others could call its metaclass
            return self.object(value, kind, depth, kept, owner)
        if kind in _SCALARS:
            return value if kind is not float or value == value else "nan", kind.__name__
        self.left -= 1
        if depth < _MAX_DEPTH and self.left > 0:
            if kind in _LISTS:
                return (kind.__name__, len(value),
                        [self.value(item, depth + 1, kept, owner) for item in _ends(value)])
            if kind in _DICTS:
                return (kind.__name__, len(value),
                        [(self.value(key, _MAX_DEPTH, kept, owner),
                          self.value(item, depth + 1, kept, owner))
                         for key, item in _ends(list(value.items()))])
            if kind in _SETS:
                return kind.__name__, len(value), self.members_of_set(value, kept)
            if kind is types.FunctionType:
                return self.function(value, depth, kept, owner)
        elif kind in _LISTS or kind in _DICTS or kind in _SETS:
            return kind.__name__, len(value)
        return self.object(value, kind, depth, kept, owner)

    def object(self, value, kind, depth, kept, owner):
        """By identity, with the members of what is the user's."""
        kept.append(value)
        hidden = _hidden_state(value, kind)
        if hidden is not None:
            return hidden
        members = self.members(value, kind, owner) \
            if depth < _MAX_DEPTH and self.left > 0 else None
        if members is None:
            return id(value)
        return (id(value), [(name, self.value(member, depth + 1, kept, owner))
                            for name, member in _ends(list(members.items()))])

    @staticmethod
    def members_of_set(value, kept):
        if len(value) > _MAX_ITEMS:
            return None
        kept.extend(value)
        return {item if type(type(item)) is type and type(item) in _SCALARS else (id(item),)
                for item in list(value)}

    def function(self, value, depth, kept, owner):
        """A function's own attributes, and defaults that can be changed."""
        defaults = [default for default in value.__defaults__ or ()
                    if type(type(default)) is not type or type(default) not in _SCALARS]
        if not defaults and not value.__dict__:
            return "function"
        return ("function", [self.value(default, depth + 1, kept, owner) for default in defaults],
                [(name, self.value(member, depth + 1, kept, owner))
                 for name, member in list(value.__dict__.items())
                 if name[:2] != "__"])

    @staticmethod
    def members(value, kind, owner):
        """The own dict of an object whose class is the user's, or of such a class."""
        if kind is type or issubclass(kind, type):
            if type.__getattribute__(value, "__module__") != owner:
                return None
            return {name: member for name, member in
                    type.__getattribute__(value, "__dict__").items()
                    if name[:2] != "__" and name != "_abc_impl" and
                    not _is_definition(member)}
        where = sys.modules.get(type.__getattribute__(kind, "__module__"))
        file = vars(where).get("__file__") if type(where) is types.ModuleType else None
        if type(file) is not str or not is_in_target(file):
            return None
        try:
            members = object.__getattribute__(value, "__dict__")
        except Exception:
            return None
        return members if type(members) is dict else None


def _hidden_state(value, kind):
    """What a generator of random numbers or a counter of the library will give next."""
    random = sys.modules.get("random")
    if random is not None and kind is getattr(random, "Random", None):
        return kind.getstate(value)
    if kind is itertools.count and all(type(held) is int for held in gc.get_referents(value)):
        return repr(value)
    return None


def _is_special(name):
    return name[:2] == "__" and name[-2:] == "__"


def _is_scalar(value):
    return type(type(value)) is type and type(value) in _SCALARS


def _is_definition(member):
    kind = type(member)
    return (kind is types.FunctionType or kind is property or kind is staticmethod or
            kind is classmethod)


def _ends(items):
    """All of a short sequence, else its beginning and its end."""
    size = len(items)
    if size <= _MAX_ITEMS:
        return list(items)
    half = _MAX_ITEMS // 2
    items = list(items)
    return items[:half] + items[-half:]


def _user_modules():
    found = []
    for name, module in list(sys.modules.items()):
        if type(module) is not types.ModuleType:
            continue
        file = vars(module).get("__file__")
        if type(file) is str and is_in_target(file):
            found.append((module, vars(module), name))
    return found


def _note_module(module, old, new):
    from .source_scan import change_of_name
    for name in list(new):
        if name in old and old[name] == new[name]:
            continue
        if name not in old and new[name] == "function":
            continue
        file = vars(module)["__file__"]
        with watch.muted():
            function, line = change_of_name(file, name)
        watch.note("state", "module variable " + name, (shown_file(file), function, line))
