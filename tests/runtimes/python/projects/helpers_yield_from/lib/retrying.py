def attempt(context, name, value):
    return (yield context.call_activity(name, value))


def with_fallback(context, name, value):
    try:
        return (yield from attempt(context, name, value))
    except Exception:
        return (yield from attempt(context, "Fallback", value))
