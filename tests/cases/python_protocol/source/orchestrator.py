import time


def stamp():
    return time.time()


def run(context):
    print("begin")
    if stamp():
        yield context.call_activity("A")
