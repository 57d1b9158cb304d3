import os

TABLE = os.environ["SHOP_TABLE"]


def flow(context):
    yield context.call_activity("A", TABLE)
