import contextlib
with contextlib.suppress(ImportError):
    import nosuch_any
assert 'nosuch_any' not in globals()


def flow(context):
    yield context.call_activity("A")
