import time


def flow(context):
    now = time.time()
    yield context.call_activity("A" if now else "B", 1)
