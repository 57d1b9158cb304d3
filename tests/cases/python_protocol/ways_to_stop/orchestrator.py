import time


def run(context):
    kind = context.get_input()
    if kind == "text":
        yield "text"
    if kind == "raise":
        raise ValueError("no " + kind)
    if kind == "broke":
        return {1}
    if kind == "noted":
        time.time()
        try:
            open("made.txt", "w")
        except PermissionError:
            pass
    yield context.call_activity("A")
