"""Answer lines as JSON text (PROTOCOL.md, Answers)."""
from .jsontext import dumps, exact, quote
from .places import is_own


def error_text(error):
    """str(error), or its type when that fails itself."""
    try:
        return str(error)
    except Exception:
        return "<{} whose __str__ failed>".format(type(error).__name__)


def place_json(place):
    return "[%s,%s,%d]" % (exact(place[0]), exact(place[1]), place[2])


def op_json(op):
    """["activity",3,"Echo","\\"x\\""]: an op's members in the order of PROTOCOL.md."""
    if op[0] == "activity" and type(op[2]) is str:
        return '["activity",%d,%s,%s]' % (op[1], exact(op[2]), quote(op[3]))
    parts = []
    for member in op:
        kind = type(member)
        if kind is str:
            parts.append(exact(member))
        elif kind is int:
            parts.append(str(member))
        elif member is None:
            parts.append("null")
        elif kind is list:
            parts.append("[%s]" % ",".join(map(str, member)))
        else:
            parts.append(_other(member))
    return "[%s]" % ",".join(parts)


def _other(member):
    """Names and ids that are no text: the SDK passes them on; we show what it would send."""
    if isinstance(member, str):
        return exact(str.__str__(member))
    try:
        return quote(dumps(member))
    except Exception:
        return quote("<{}>".format(type(member).__name__))


def yield_line(ops, handle, place_text, locals_literal):
    """The commonest answer: a yield with nothing else to tell."""
    text = op_json(ops[0]) if len(ops) == 1 else ",".join(map(op_json, ops))
    return '{"ops":[%s],"stop":{"yield":%d},"place":%s,"locals":%s}' % (
        text, handle, place_text, locals_literal)


def advance_line(ops, stop, place, frames, logs, locals_literal, noted):
    line = '{"ops":[%s],"stop":%s' % (",".join(map(op_json, ops)), stop)
    if place[0]:
        line += ',"place":' + place_json(place)
    if frames:
        line += ',"frames":[%s]' % ",".join(map(place_json, frames))
    if logs:
        line += ',"logs":[%s]' % ",".join(map(log_json, logs))
    if noted:
        line += ',"noted":[%s]' % ",".join(map(noted_json, noted))
    if locals_literal:
        line += ',"locals":' + locals_literal
    return line + "}"


def log_json(line):
    return "[%s,%s,%s,%s]" % (quote(line[0]), quote(line[1]), exact(line[2]), place_json(line[3]))


def noted_json(noted):
    kind, detail, is_refused, place = noted
    return "[%s,%s,%s,%s]" % (quote(kind), exact(detail), "true" if is_refused else "false",
                              place_json(place))


def stop_yield(handle):
    return '{"yield":%d}' % handle


def stop_not_a_task(what):
    return '{"not_a_task":[%s,%s]}' % (
        quote(what[0]), "null" if what[1] is None else quote(what[1]))


def stop_ask(op):
    return '{"ask":%s}' % quote(op_json(op))


def return_json(value, was_generator):
    """Raises what the SDK's json.dumps of the state document would raise."""
    return '{"return":[%s,%s]}' % (quote(dumps(value)), "true" if was_generator else "false")


def stop_broke(error):
    return '{"broke":[%s,%s]}' % (quote(type(error).__name__), exact(error_text(error)))


def stop_raised(error, place, has_returned=False):
    """An error without a text is named by its class, as in the SDK's document."""
    return '{"raise":[%s,%s,%s,%s%s]}' % (
        quote(type(error).__name__), exact(error_text(error) or str(type(error))),
        exact("" if has_returned else traceback_text(error)), place_json(place),
        ",true" if has_returned else "")


def traceback_text(error):
    """As Python prints it, without our own frames and with files named as places name them."""
    import traceback
    from .places import shown_file
    try:
        whole = traceback.TracebackException(type(error), error, error.__traceback__, limit=-60)
        current, seen = whole, 0
        while current is not None and seen < 20:
            kept = [frame for frame in current.stack if not (
                is_own(frame.filename) or frame.filename.startswith("<frozen importlib"))]
            for frame in kept:
                frame.line  # read the source under its real name first
                frame.filename = shown_file(frame.filename)
            current.stack[:] = kept
            if getattr(current, "filename", None):  # of a SyntaxError
                current.filename = shown_file(current.filename)
            current, seen = current.__cause__ or current.__context__, seen + 1
        return "".join(whole.format())
    except Exception as failure:
        return "(the traceback could not be written: {})".format(type(failure).__name__)
