"""A batch: the yields that earlier passes have shown, gone through without asking the engine.

The loop is the hot path of the whole program (500,500 turns for a chain of 1,000 calls), so it
compares lists of tuples and instruction offsets and builds texts only where something differs.
"""
from . import capture, watch
from .places import chain_key, place_of, suspended_frames
from .report import log_json, noted_json, quote
from .run import Run, stop_of
from .script import entry_from_wire
from .tasks import SUCCEEDED, CompoundTask

_PROGRESS_EVERY = 1000


class _Left(Exception):
    """The code left the script at a yield; carries the stop."""

    def __init__(self, stop):
        Exception.__init__(self)
        self.stop = stop


class ReplayingRun(Run):
    """A Run that can also go through a script."""

    def replay(self, command):
        """Handles a pass command; the answer line."""
        keep = command["keep"]
        del self.script[keep:]
        self.script.extend(map(entry_from_wire, command["extend"]))
        self.begin(command["begin"])
        self.differs = []
        self.noted = []
        self.has_left = False
        self.seen_notes = getattr(self, "seen_notes", set())
        count = command["replay"]
        watch.enter()
        try:
            self.go_through(count, _flags(command["runs"], count))
        except _Left as left:
            watch.leave()
            if not self.has_left:
                self.answer_prefix = self.batch_prefix("differing")
            resume = self.script[self.position].resume
            return self.report(resume, left.stop)
        watch.leave()
        self.expected = None
        self.module_state.note_changes()
        if watch._state.noted:
            self.add_noted(count - 1)
        return self.batch_prefix(None) + "}"

    def batch_prefix(self, member):
        """The answer up to the differing advance, which somebody else appends."""
        line = '{"replayed":%d,"differs":[%s],"noted":[%s]' % (
            self.position, ",".join(self.differs), ",".join(self.noted))
        self.differs, self.noted = [], []
        return line if member is None else line + ',"%s":' % member

    def leave_script(self):
        self.expected = None
        self.has_left = True
        self.answer_prefix = self.batch_prefix("differing")

    def go_through(self, count, flags):
        context = self.context
        tasks, ops, log = context._tasks, context._ops, self.log
        is_plain = self.is_plain
        generator = frame = send = None
        succeeded, digest, script = SUCCEEDED, capture.digest, self.script
        for number in range(count):
            entry = script[number]
            resume = entry.resume
            self.position = number
            self.expected = entry
            if entry.asks:
                self.asks = []
            simple = resume.simple
            if simple is not None and send is not None:
                handle, value = simple
                context._ticks = resume.clock
                context._is_replaying = flags[number]
                task = tasks[handle]
                task.state = succeeded
                task.result = value
                try:
                    yielded = send(value)
                except BaseException as error:
                    raise _Left(stop_of(error))
            else:
                yielded = self.resume_known(resume, flags[number])
                if send is None:
                    generator = self.generator
                    frame = generator.gi_frame
                    send = generator.send
            if is_plain:
                yielded = context.make_value(yielded)
            elif context._has_compounds and isinstance(yielded, CompoundTask):
                context._note_children(yielded)
            if context._status_is_live:
                context._record_status(is_new=False)
            # Equal ops give equal tasks, so a handle that the script knows exists here as well.
            if ops != entry.ops or self.expected is None or entry.handle is None or \
                    yielded is not tasks[entry.handle]:
                self.compare_slowly(entry, yielded)
            ops.clear()
            if generator.gi_yieldfrom is None:
                if frame.f_lasti != entry.instruction:
                    self.compare_place(entry, yielded)
                here = frame
            else:
                if entry.chain is None or chain_key(generator) != entry.chain:
                    self.compare_place(entry, yielded)
                here = suspended_frames(generator)[-1][0]
            if digest(here.f_locals.values()) != entry.digest:
                self.differ(number, entry, here)
            if log.lines or log._parts or entry.logs or watch._state.noted:
                self.compare_side(number, entry)
            if not number % _PROGRESS_EVERY and number:
                self.channel.write('{"progress":%d}' % number)
        self.position = count

    def resume_known(self, resume, is_replaying):
        """One resume of the script by the general way."""
        stored = resume.replaying
        resume.replaying = is_replaying
        try:
            kind, what = self.carry_out(resume)
        finally:
            resume.replaying = stored
        if kind != "yield":
            raise _Left((kind, what))
        return what

    def compare_slowly(self, entry, yielded):
        """Decides for yields that are not the plain case: what is no task, asks, other ops."""
        if self.expected is None or self.context._ops != entry.ops:
            raise _Left(("yield", yielded))
        seen = type(entry)(entry.resume)
        self.name(seen, yielded)
        if seen.handle != entry.handle or seen.not_a_task != entry.not_a_task:
            raise _Left(("yield", yielded))

    def compare_place(self, entry, yielded):
        """Another instruction can be the same place; then the script learns it."""
        frames = suspended_frames(self.generator)
        outer = tuple(place_of(frame) for frame in frames[:-1])
        if place_of(frames[-1]) != entry.place or outer != entry.frames:
            self.context._ops.extend(entry.ops)  # they were equal, and are part of the report
            raise _Left(("yield", yielded))
        if len(frames) == 1:
            entry.instruction, entry.chain = frames[0][0].f_lasti, None
        else:
            entry.chain = chain_key(self.generator)

    def differ(self, number, entry, frame):
        """Locals that are otherwise than in the script never stop the batch."""
        if entry.digest is None:
            entry.digest = capture.digest(frame.f_locals.values())
        self.differs.append('{"yield":%d,"locals":%s}' % (
            number, capture.locals_literal(frame.f_locals)))

    def compare_side(self, number, entry):
        """Log lines and noted reads."""
        lines = self.log.take()
        if lines != entry.logs and (lines or entry.logs):
            self.differs.append('{"yield":%d,"logs":[%s]}' % (
                number, ",".join(map(log_json, lines))))
        self.add_noted(number)

    def add_noted(self, number):
        for noted in watch.take():
            if (number, noted) not in self.seen_notes:
                self.seen_notes.add((number, noted))
                self.noted.append('[%d,%s]' % (number, noted_json(noted)))


def _flags(runs, count):
    """is_replaying of each yield, from runs [[first yield, value], …]."""
    flags = [False] * count
    for index, (first, value) in enumerate(runs):
        last = runs[index + 1][0] if index + 1 < len(runs) else count
        if value:
            flags[first:last] = [True] * (last - first)
    return flags
