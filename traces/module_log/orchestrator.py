"""Three cities with a log in a module variable: right on screen, wrong as a result."""
import logging

import azure.durable_functions as df

log = []  # belongs to the worker process, not to the instance


def note(context, entry):
    if not context.is_replaying:
        log.append(entry)
        logging.info("[%s]", ", ".join(log))


def module_log(context: df.DurableOrchestrationContext):
    note(context, "Tokyo")
    yield context.call_activity("Hello", "Tokyo")
    note(context, "Seattle")
    yield context.call_activity("Hello", "Seattle")
    note(context, "London")
    yield context.call_activity("Hello", "London")
    note(context, "Done")
    return log


main = df.Orchestrator.create(module_log)
