"""chain.py after a change: its last call has another name."""


def chain(context):
    length = context.get_input()
    for i in range(length):
        yield context.call_activity("Step" if i < length - 1 else "LastStep", i)
    return length
