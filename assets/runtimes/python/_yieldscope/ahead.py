"""Answers ahead: yields whose answers the engine has sent before they were asked for (PROTOCOL.md).

They hold as long as each advance is a plain call: one activity made, yielded, and nothing else.
The loop does for that case what Run.advance does for all, without the ways around.
"""
from . import watch
from .capture import digest, locals_literal
from .order import look_suspended
from .report import yield_line
from .run import Gone, stop_of
from .script import Entry, Resume
from .tasks import SUCCEEDED


def go_on(run, wires):
    """Goes on through `wires` and writes an answer line for each that was used."""
    context, script, write = run.context, run.script, run.channel.write
    ops, tasks, log, noting = context._ops, context._tasks, run.log, watch._state
    generator, places = run.generator, run.own_places
    frame = generator and generator.gi_frame  # to read it is an audit event
    note_changes = run.module_state.note_changes
    is_plain = has_made_plain_call(run)
    for wire in wires:
        if not is_plain:
            return
        resume = Resume(wire)
        if resume.simple is None:
            write(run.advance(resume))
            is_plain = has_made_plain_call(run)
            continue
        run.begin_segment()
        context._ticks = resume.clock
        context._is_replaying = resume.replaying
        handle, value = resume.simple
        task = tasks[handle]
        task.state = SUCCEEDED
        task.result = value
        noting.active = True
        try:
            stop = "yield", generator.send(value)
        except Gone:
            raise
        except BaseException as error:
            stop = stop_of(error)
        noting.active = False
        note_changes()
        if stop[0] == "yield":
            look_suspended(generator)
        made = ops[0] if len(ops) == 1 else None
        if made is None or made[0] != "activity" or \
                stop[0] != "yield" or stop[1] is not tasks[-1] or \
                frame.f_lasti not in places or generator.gi_yieldfrom is not None or \
                context._status_is_live or log.has_any() or noting.noted:
            write(run.report(resume, stop))
            is_plain = has_made_plain_call(run)
            continue
        entry = Entry(resume)
        entry.ops = [made]
        entry.handle = made[1]
        entry.instruction = instruction = frame.f_lasti
        entry.place, place_text = places[instruction]
        values = frame.f_locals
        entry.digest = digest(values.values())
        del script[run.position:]
        script.append(entry)
        run.position += 1
        write(yield_line(ops, made[1], place_text, locals_literal(values)))


def has_made_plain_call(run):
    """Whether the last advance made one activity, yielded it and did nothing else."""
    ops = run.context._ops
    return run.generator is not None and len(ops) == 1 and ops[0][0] == "activity" and \
        run.script[-1].handle == ops[0][1]
