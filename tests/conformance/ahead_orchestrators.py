"""Code that goes on with plain calls for a while and then does something else, or does not."""
import logging
import time

import azure.durable_functions as df


def chain(context):
    total = 0
    for n in range(60):
        total += yield context.call_activity("Echo", n)
    return total


def fan_out_in_the_middle(context):
    for n in range(20):
        yield context.call_activity("Echo", n)
    tasks = [context.call_activity("Echo", n) for n in range(3)]
    together = yield context.task_all(tasks)
    for n in range(20):
        yield context.call_activity("Echo", n)
    return together


def any_in_the_middle(context):
    for n in range(20):
        yield context.call_activity("Echo", n)
    a, b = context.call_activity("Echo", "a"), context.call_activity("Echo", "b")
    yield context.task_any([a, b])
    for n in range(20):
        last = yield context.call_activity("Echo", n)
    yield context.task_any([a, last] if hasattr(last, "state") else [a])
    return (yield b)


def failures_caught(context):
    caught = []
    for n in range(40):
        try:
            yield context.call_activity("Fail" if n % 9 == 7 else "Echo", n)
        except Exception as error:
            caught.append(str(error))
    return caught


def failure_uncaught(context):
    for n in range(20):
        yield context.call_activity("Echo", n)
    yield context.call_activity("Fail", 1)
    yield context.call_activity("Echo", 1)


def says_and_reads(context):
    for n in range(40):
        if n % 7 == 3:
            print("at", n, context.is_replaying)
            logging.warning("step %d", n)
        if n == 30:
            time.time()
        if n == 33:
            try:
                open("written", "w")
            except PermissionError:
                pass
        yield context.call_activity("Echo", [n, str(context.current_utc_datetime)])


def _helper(context):
    for n in range(15):
        yield context.call_activity("Echo", n)
    return "helped"


def delegates(context):
    for n in range(10):
        yield context.call_activity("Echo", n)
    helped = yield from _helper(context)
    context.set_custom_status(helped)
    for n in range(10):
        yield context.call_activity("Echo", n)
    return helped


def yields_old_tasks(context):
    old = context.call_activity("Echo", "old")
    yield old
    for n in range(20):
        yield context.call_activity("Echo", n)
    yield old
    for n in range(20):
        yield context.call_activity("Echo", n)
    return old


# Replayed over the history of chain: where they leave it, answers have been given ahead.

def chain_with_another_kind(context):
    for n in range(30):
        yield context.call_activity("Echo", n)
    yield context.call_sub_orchestrator("Echo", 30)
    for n in range(29):
        yield context.call_activity("Echo", n)


def chain_with_a_wait(context):
    for n in range(30):
        yield context.call_activity("Echo", n)
    yield context.wait_for_external_event("Go")
    yield context.call_activity("Echo", 31)


def chain_that_raises(context):
    for n in range(30):
        yield context.call_activity("Echo", n)
    raise ValueError("enough")


def chain_that_returns_a_task(context):
    for n in range(30):
        yield context.call_activity("Echo", n)
    return context.call_activity("Echo", 31)


def chain_with_a_status(context):
    for n in range(60):
        if n == 30:
            context.set_custom_status({"at": n})
        yield context.call_activity("Other", n)


def chain_that_yields_nothing(context):
    for n in range(30):
        yield context.call_activity("Echo", n)
    yield None
    yield context.call_activity("Echo", 31)


def chain_that_starts_again(context):
    for n in range(30):
        yield context.call_activity("Echo", n)
    context.continue_as_new(1)
    yield context.call_activity("Echo", 31)


def retries_in_the_middle(context):
    for n in range(20):
        yield context.call_activity("Echo", n)
    options = df.RetryOptions(1000, 3)
    yield context.call_activity_with_retry("Echo", options, 20)
    for n in range(20):
        yield context.call_activity("Echo", n)
