"""The script of the newest spine: what the yields of earlier passes were, for comparison."""
from .jsontext import IMMUTABLE, loads


class Resume:
    """One resume, decoded once. Wire form: [kind, replaying, awaited, cause, clock, settled]."""

    __slots__ = ("kind", "replaying", "awaited", "clock", "settled", "simple")

    def __init__(self, wire):
        self.kind, self.replaying, self.awaited, _, self.clock, self.settled = wire
        #: (handle, value) when one task succeeded with a value that nobody can change.
        self.simple = None
        if self.kind == "send" and len(self.settled) == 1:
            handle, _, ok, text, children = self.settled[0]
            if ok and handle == self.awaited and not children:
                try:
                    value = None if text is None else loads(text)
                except Exception:
                    return  # raised again where it counts, when the resume is carried out
                if type(value) in IMMUTABLE:
                    self.simple = (handle, value)
                    self.settled = ()  # never looked at again


class Entry:
    """One yield: the resume that led to it and what the code did then."""

    __slots__ = ("resume", "ops", "handle", "not_a_task", "place", "frames", "instruction", "chain",
                 "digest", "logs", "asks")

    def __init__(self, resume):
        self.resume = resume
        self.ops = []
        self.handle = None
        self.not_a_task = None
        self.place = None
        self.frames = ()
        #: f_lasti of the orchestrator's own frame; `chain` instead when it delegates.
        self.instruction = None
        self.chain = None
        self.digest = None
        self.logs = ()
        self.asks = ()


def entry_from_wire(wire):
    """An entry that another run saw: the engine sends it whole (PROTOCOL.md, pass)."""
    entry = Entry(Resume(wire["resume"]))
    entry.ops = [as_op(op) for op in wire["ops"]]
    what = wire["what"]
    if isinstance(what, int):
        entry.handle = what
    else:
        entry.not_a_task = tuple(what)
    entry.place = tuple(wire["place"])
    entry.frames = tuple(tuple(frame) for frame in wire["frames"])
    entry.logs = [(line[0], line[1], line[2], tuple(line[3])) for line in wire["logs"]]
    entry.asks = [(as_op(question), reply) for question, reply in wire["asks"]]
    return entry


def as_op(members):
    return tuple(members)
