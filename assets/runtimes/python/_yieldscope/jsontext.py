"""User values to JSON text and back, as the SDK does it: json.dumps with custom objects.

The encoder and the scanner are made once, because a chain of calls dumps and loads a value a yield.
Custom objects are decoded only with classes of modules that are loaded already: a history must
never cause an import (DESIGN 6).
"""
import json
import sys
from json import encoder as _encoder
from json.decoder import JSONDecodeError

from yieldscope_recorder import quote

#: (module, class) of custom objects that stayed dicts because their module is not loaded.
undecoded = []
_alias = [None, None]
IMMUTABLE = frozenset((str, int, float, bool, type(None)))


def set_alias(module_name, module):
    """Lets the target's own classes be found under the name its module had when recorded."""
    _alias[:] = [module_name, module]


def encode_custom(obj):
    """The `default` of json.dumps. Source: SEMANTICS 1.2, Custom objects."""
    if not hasattr(obj, "to_json"):
        raise TypeError("class {} does not expose a `to_json` function".format(type(obj)))
    return {"__class__": obj.__class__.__name__, "__module__": obj.__module__,
            "__data__": type(obj).to_json(obj)}


def decode_custom(obj):
    """The `object_hook` of json.loads."""
    if "__class__" in obj and "__module__" in obj and "__data__" in obj:
        module = sys.modules.get(obj["__module__"])
        if module is None and obj["__module__"] == _alias[0]:
            module = _alias[1]
        if module is None:
            undecoded.append((obj["__module__"], obj["__class__"]))
            return obj
        cls = getattr(module, obj["__class__"])
        if not hasattr(cls, "from_json"):
            raise TypeError("class {} does not expose a `from_json` function".format(cls))
        return cls.from_json(obj["__data__"])
    return obj


_slow_dumps = json.JSONEncoder(default=encode_custom).encode
_quote = _encoder.encode_basestring_ascii


def dumps(value):
    """json.dumps(value, default=encode_custom), with the scalars taken out of the slow path."""
    kind = type(value)
    if kind is str:
        return _quote(value)
    if kind is int:
        return int.__repr__(value)
    if value is None:
        return "null"
    if kind is bool:
        return "true" if value else "false"
    return _slow_dumps(value)


_scan = json.JSONDecoder().scan_once


def loads(text):
    """json.loads(text, object_hook=decode_custom); raises what json.loads raises."""
    if "__class__" in text or "\\u005" in text:
        return json.loads(text, object_hook=decode_custom)
    try:
        value, end = _scan(text, 0)
        if end == len(text):
            return value
    except (StopIteration, JSONDecodeError):
        pass  # leading space or damage: the full function decides, and words the error
    return json.loads(text)


def is_immutable(value):
    return type(value) in IMMUTABLE


def exact(text):
    """The same, but a text with lone surrogates stays whole: its literal, quoted, in an array."""
    literal = _quote(text)
    if "\\ud" in literal:
        try:
            text.encode("utf-8")
        except UnicodeEncodeError:
            return "[%s]" % _quote(literal)
    return literal
