"""The chain that the replay benchmarks run: one call after another, as many as its input says."""


def chain(context):
    length = context.get_input()
    for i in range(length):
        yield context.call_activity("Step", i)
    return length
