"""An ordinary orchestrator for watch_cost.py: calls in turn, a helper, a log line, module constants."""
import datetime
import logging
import time

RETRIES = 3
ROUTES = {"eu": ["check", "pay", "ship"], "us": ["check", "tax", "pay", "ship"]}
LIMITS = {name: 10 * n for n, name in enumerate(["check", "pay", "ship", "tax"])}


def steps(context, order, route):
    for step in ROUTES[route]:
        result = yield context.call_activity(step, {"order": order, "limit": LIMITS[step]})
        if not context.is_replaying:
            logging.info("order %s: %s", order, step)
        order = result


def ordinary(context):
    orders = context.get_input()
    due = context.current_utc_datetime + datetime.timedelta(days=1)
    for order in range(orders):
        yield from steps(context, order, "us" if order % 2 else "eu")
    return due.isoformat()


def clock_reader(context):
    """The same with a read of the clock at every call, which is noted."""
    for order in range(context.get_input()):
        began = time.time()
        yield context.call_activity("check", began > 0)
