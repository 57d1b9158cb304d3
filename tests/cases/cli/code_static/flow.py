import logging
import time as t
from datetime import timedelta


def pause(ctx, seconds):
    t.sleep(seconds)


def flow(context):
    if t.time() > 0:
        logging.info("started")
    if context.get_input() == "slow":
        t.sleep(60)
        pause(context, 5)
    context.call_activity("Log", "lost")
    yield context.call_activity("A", 1)


def not_reached():
    return t.time()
