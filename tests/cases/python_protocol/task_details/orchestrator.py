import datetime

import azure.durable_functions as df


def code(context):
    calls = [context.call_activity("A", 1)]
    both = context.task_all(calls)
    calls.append(context.call_activity("half \ud83d"))
    yield both
    seen = calls[0].id
    timer = context.create_timer(
        (context.current_utc_datetime + datetime.timedelta(days=7)).astimezone(
            datetime.timezone(datetime.timedelta(hours=2))))
    yield timer
    context.set_custom_status({seen})
    raise ValueError("half \ud83d of a pair")
