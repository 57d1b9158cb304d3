import sys


def flow(context):
    sys.exit(3)
    yield context.call_activity("A")
