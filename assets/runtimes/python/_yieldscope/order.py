"""The order of a set that feeds a call: another one in every process, so in every worker.

Strings hash by a seed that each process draws, and objects by their address; numbers do not. A call
is noted when it stands in a loop over such a set and the loop's variable is used, when an argument
follows from the set's order, or when the code is suspended inside such a loop. Seen are sets that
the function itself names; what other functions made of a set is not.
"""
import sys
import types
from gc import get_referents

from . import watch
from .places import is_in_target, is_own, place_of_frame, shown_file

_SET_ITERATOR = type(iter(set()))
_INNER = ("<listcomp>", "<genexpr>", "<dictcomp>", "<setcomp>", "<lambda>")
_NUMBERS = frozenset((int, float, bool, complex))
_SEEDED = frozenset((str, bytes, frozenset, types.FunctionType, type))
_CALLS = ("call_activity", "call_activity_with_retry", "call_sub_orchestrator",
          "call_sub_orchestrator_with_retry", "call_http", "create_timer",
          "wait_for_external_event", "call_entity", "signal_entity")
_COMPOUNDS = ("task_all", "task_any")
_BUILDERS = frozenset(("set", "frozenset", "union", "intersection", "difference",
                       "symmetric_difference"))
_verdicts = {}      # (id of code, instruction) -> candidates of order_scan, code


def listen(context):
    """Puts listeners before the context's calls; only for stops that the engine is asked about."""
    members = context.__dict__
    if "call_activity" in members or not hasattr(type(context), "call_activity"):
        return
    for name in _CALLS:
        members[name] = _listener(getattr(context, name))
    for name in _COMPOUNDS:
        members[name] = _compound_listener(getattr(context, name))


def _listener(call):
    def listened(*args, **kwargs):
        look(sys._getframe(1))
        return call(*args, **kwargs)
    listened.__wrapped__ = call
    return listened


def _compound_listener(call):
    def listened(activities):
        if _is_set(activities) and len(activities) > 1:
            frame = sys._getframe(1)
            watch.note("order", "the order of a set of tasks", place_of_frame(frame))
        return call(activities)
    listened.__wrapped__ = call
    return listened


class _Facts:
    """What does not change about a code object. To read f_code is an audit event: once a call."""

    __slots__ = ("code", "is_in_target", "is_own", "is_inner", "makes_sets", "names")

    def __init__(self, code):
        self.code = code  # held, so that no id is used twice
        self.is_in_target = is_in_target(code.co_filename)
        self.is_own = is_own(code.co_filename)
        self.is_inner = code.co_name in _INNER
        self.makes_sets = bool(_BUILDERS.intersection(code.co_names)) or _displays_set(code)
        self.names = code.co_names


_facts = {}  # id of code -> _Facts


def _facts_of(frame):
    code = frame.f_code
    return _facts.get(id(code)) or _facts.setdefault(id(code), _Facts(code))


def look(frame):
    """Notes the sets whose order led to the call that `frame` is making."""
    facts = _facts_of(frame)
    if not facts.is_in_target:
        return
    while not facts.is_own:
        if facts.is_in_target:
            _look_at(frame, facts)
        frame = frame.f_back if facts.is_inner else None
        if frame is None:
            return
        facts = _facts_of(frame)


def _look_at(frame, facts):
    values = frame.f_locals
    iterator = values.get(".0")
    if type(iterator) is _SET_ITERATOR:
        _note_iterator(frame, iterator)
    if not facts.makes_sets and not _names_sets(values, frame.f_globals, facts.names):
        return
    key = (id(facts.code), frame.f_lasti)
    known = _verdicts.get(key)
    with watch.muted():
        if known is None:
            from .order_scan import candidates
            known = _verdicts[key] = (candidates(facts.code, frame.f_lineno), facts.code)
        for candidate in known[0]:
            words = candidate.words(values, frame.f_globals)
            if words:
                watch.note("order", "the order of " + words, (
                    shown_file(facts.code.co_filename), place_of_frame(frame)[1], candidate.line))


def _names_sets(values, variables, names):
    """Cheap and never wrong in saying no: most code names no set at all. Types by identity:
    comparing them could call a metaclass."""
    for value in values.values():
        kind = type(value)
        if kind is set or kind is frozenset:
            return True
    for name in names:
        kind = type(variables.get(name))
        if kind is set or kind is frozenset:
            return True
    return False


def _displays_set(code):
    """Whether the code holds {…} of a set, by its constants and instructions."""
    import opcode
    if any(type(constant) is frozenset or
           (type(constant) is types.CodeType and constant.co_name == "<setcomp>")
           for constant in code.co_consts):
        return True
    wanted = {opcode.opmap[name] for name in ("BUILD_SET", "SET_ADD", "SET_UPDATE")
              if name in opcode.opmap}
    return bool(wanted.intersection(code.co_code[::2]))


def _is_set(value):
    """By identity: comparing types could call a metaclass."""
    return type(value) is set or type(value) is frozenset


def is_unordered(values):
    """Whether a set's order changes from process to process. Looks at types, calls nothing."""
    return _is_set(values) and len(values) > 1 and any(map(is_seeded, list(values)))


def is_seeded(value):
    """Whether a value hashes by the seed or by its address."""
    kind = type(value)
    if type(kind) is type:
        if kind in _NUMBERS:
            return False
        if kind is tuple:
            return any(map(is_seeded, value))
        if kind in _SEEDED:
            return True
    return type.__getattribute__(kind, "__hash__") is object.__hash__


def look_suspended(generator):
    """Notes loops over sets that a suspended generator stands in, wherever the set came from."""
    depth = 0
    while type(generator) is types.GeneratorType and depth < 50:
        for held in get_referents(generator):
            if type(held) is _SET_ITERATOR:
                _note_suspended(generator, held)
        generator, depth = generator.gi_yieldfrom, depth + 1


def _set_of(iterator):
    for held in get_referents(iterator):
        if _is_set(held):
            return held
    return None


def _note_iterator(frame, iterator):
    """Inside a comprehension: its own iterator runs over a set."""
    if is_unordered(_set_of(iterator)):
        from .order_scan import words_of_comprehension
        with watch.muted():
            words, line = words_of_comprehension(frame.f_code, frame.f_lineno)
        watch.note("order", "the order of " + words, (
            shown_file(frame.f_code.co_filename), place_of_frame(frame.f_back)[1], line))


def _note_suspended(generator, iterator):
    frame = generator.gi_frame
    values = _set_of(iterator)
    if frame is None or not is_unordered(values) or not is_in_target(frame.f_code.co_filename):
        return
    from .order_scan import loop_around
    with watch.muted():
        loop = loop_around(frame.f_code, frame.f_lineno, frame.f_locals, values)
    if loop is not None:
        watch.note("order", "the order of " + loop[0], (
            shown_file(frame.f_code.co_filename), generator.__qualname__, loop[1]))
