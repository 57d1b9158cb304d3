import os


def flow(context):
    region = os.environ["YIELDSCOPE_SHOP_REGION"]
    stock = yield context.call_activity("ReadStock", region)
    yield context.call_activity("Order", stock)
    return "ordered"
