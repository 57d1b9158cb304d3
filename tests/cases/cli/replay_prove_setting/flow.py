import os


def flow(context):
    mode = os.environ.get("SHOP_MODE", "old")
    yield context.call_activity("A" if mode == "old" else "B", 1)
