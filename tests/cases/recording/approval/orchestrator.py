"""Asks for an approval and gives up after five minutes."""
import datetime
import logging


def approval(context):
    city = yield context.call_activity("Find", {"id": 7})
    if not context.is_replaying:
        logging.getLogger("approval").warning("found %s", city)
    timeout = context.create_timer(context.current_utc_datetime + datetime.timedelta(minutes=5))
    answer = context.wait_for_external_event("Approve")
    winner = yield context.task_any([timeout, answer])
    if winner is timeout:
        return "nobody answered"
    timeout.cancel()
    context.set_custom_status({"approved": answer.result})
    yield from ship(context, city)
    return "shipped to " + city


def ship(context, city):
    yield context.task_all([context.call_activity("Pack"), context.call_activity("Send", city)])
