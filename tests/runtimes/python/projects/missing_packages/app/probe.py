import importlib.util
assert importlib.util.find_spec('nosuch_any') is None
import nosuch_any


def flow(context):
    yield context.call_activity("A")
