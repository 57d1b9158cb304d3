"""Locals of a suspended frame as JSON text (PROTOCOL.md, Locals).

Never calls the user's code: no __repr__, no property, no descriptor; types are tested exactly and
attributes are read from the instance's own dict.
"""
import datetime
import types

from .jsontext import quote
from .tasks import RUNNING, TaskBase

MAX_DEPTH, MAX_ITEMS, MAX_TEXT, MAX_BYTES = 4, 100, 1000, 64 << 10

_SEQUENCES = (list, tuple, set, frozenset)
_SIZED = frozenset((list, dict, tuple, set, frozenset, bytearray, bytes))
_SMALL = frozenset((int, float, bool, str, type(None)))
_TIMES = (datetime.datetime, datetime.date, datetime.time, datetime.timedelta)
#: Builtin bases and how to read them without the subclass's own methods.
_PLAIN = ((str, str.__str__), (int, int.__int__), (float, float.__float__),
          (dict, lambda value: dict(dict.items(value))),
          (list, lambda value: list(list.__iter__(value))),
          (tuple, lambda value: tuple(tuple.__iter__(value))),
          (set, lambda value: set(set.__iter__(value))))
#: A type whose members are ours and not the user's; context.py names it.
_opaque = [None]


def set_opaque(kind):
    _opaque[0] = kind


def digest(values):
    """Shallow: small scalars by value, containers by length, others by type."""
    small, sized = _SMALL, _SIZED
    return [value if type(value) in small else
            len(value) if type(value) in sized else type(value) for value in values]


class _Capture:
    """One capture: a budget of bytes and the containers it is inside of."""

    def __init__(self):
        self.left = MAX_BYTES
        self.inside = set()

    def spend(self, text):
        self.left -= len(text)
        return text

    def node(self, value, depth):
        kind = type(value)
        if kind is str:
            return self._text("str", value, len(value) > MAX_TEXT, size=len(value))
        if kind is int:
            return self._integer(value)
        if kind is float or kind is bool or value is None:
            return self._text(kind.__name__, repr(value), False)
        if kind is bytes or kind is bytearray:
            return self._text(kind.__name__, repr(bytes(value[:MAX_TEXT // 4])),
                              len(value) > MAX_TEXT // 4, size=len(value))
        if kind in _SEQUENCES:
            return self._container(kind.__name__, value, depth, self._items)
        if kind is dict:
            return self._container("dict", value, depth, self._pairs)
        return self._object(kind, value, depth)

    def _integer(self, value):
        if value.bit_length() > 3000:
            return self.spend('{"type":"int","text":"%d bits","cut":true}' % value.bit_length())
        return self.spend('{"type":"int","text":"%d"}' % value)

    def _text(self, type_name, text, is_cut, size=None):
        out = '{"type":%s,"text":%s' % (quote(type_name), quote(text[:MAX_TEXT]))
        if size is not None:
            out += ',"size":%d' % size
        return self.spend(out + (',"cut":true}' if is_cut else "}"))

    def _container(self, type_name, value, depth, write, size=None):
        size = len(value) if size is None else size
        head = '{"type":%s,"size":%d' % (quote(type_name), size)
        self.spend(head)
        if size and (depth >= MAX_DEPTH or id(value) in self.inside or self.left <= 0):
            return head + ',"cut":true}'
        self.inside.add(id(value))
        try:
            body, is_cut = write(value, depth)
        except RuntimeError:  # changed by another thread while it was read
            body, is_cut = "", True
        self.inside.discard(id(value))
        return head + body + (',"cut":true}' if is_cut else "}")

    def _items(self, value, depth):
        nodes = []
        for item in value:
            if len(nodes) >= MAX_ITEMS or self.left <= 0:
                break
            nodes.append(self.node(item, depth + 1))
        return ',"items":[%s]' % ",".join(nodes), len(nodes) < len(value)

    def _pairs(self, value, depth):
        nodes = []
        for key, item in value.items():
            if len(nodes) >= MAX_ITEMS or self.left <= 0:
                break
            nodes.append("[%s,%s]" % (self._key(key), self.node(item, depth + 1)))
        return ',"fields":[%s]' % ",".join(nodes), len(nodes) < len(value)

    def _key(self, key):
        kind = type(key)
        if kind is str:
            text = key if len(key) <= MAX_TEXT else key[:MAX_TEXT]
        elif kind in _SMALL and (kind is not int or key.bit_length() < 3000):
            text = repr(key)
        else:
            text = "<%s>" % kind.__name__
        return self.spend(quote(text))

    def _object(self, kind, value, depth):
        if kind is _opaque[0]:
            return '{"type":"DurableOrchestrationContext"}'
        name = type.__getattribute__(kind, "__name__")
        for base, plain in _PLAIN:
            if issubclass(kind, base):  # e.g. OrderedDict, IntEnum, a named tuple
                node = self.node(plain(value), depth)
                return node.replace('"type":"%s"' % base.__name__, '"type":%s' % quote(name), 1)
        if issubclass(kind, TaskBase):
            state = "running" if value.state is RUNNING else value.state.name.lower()
            return self._text(name, "#%d %s" % (value.handle, state), False)
        if kind in (types.FunctionType, types.GeneratorType, types.ModuleType, type):
            return self._text(name, str(getattr(value, "__name__", "")), False)
        try:
            members = object.__getattribute__(value, "__dict__")
        except Exception:
            members = None
        if kind in _TIMES:
            return self._text(name, kind.__str__(value), False)
        if type(members) is not dict or not members:
            return self.spend('{"type":%s}' % quote(name))
        return self._container(name, members, depth, self._pairs)


_heads = {}


def _head_of(name):
    head = _heads[name] = "[%s," % quote(name)
    return head


def locals_text(values):
    """Locals as a JSON array of [name, node], at most about 64 KiB; `values` is f_locals."""
    nodes = []
    capture = None
    for name, value in values.items():
        head = _heads.get(name) or _head_of(name)
        kind = type(value)
        if kind is int and -1000000000000 < value < 1000000000000:
            nodes.append('%s{"type":"int","text":"%d"}]' % (head, value))
            continue
        if capture is None:
            capture = _Capture()
        if capture.left <= 0:
            nodes.append('["\\u2026",{"type":"","cut":true}]')
            break
        nodes.append("%s%s]" % (head, capture.node(value, 1)))
    return "[%s]" % ",".join(nodes)
