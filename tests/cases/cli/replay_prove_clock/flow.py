from datetime import datetime


def flow(context):
    price = "new" if datetime.now().year >= 2025 else "old"
    yield context.call_activity("A" if price == "old" else "B", price)
