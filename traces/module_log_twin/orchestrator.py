"""The deterministic twin of module_log: the log is a local, built anew in every pass."""
import logging

import azure.durable_functions as df


def note(context, log, entry):
    log.append(entry)
    if not context.is_replaying:
        logging.info("[%s]", ", ".join(log))


def module_log_twin(context: df.DurableOrchestrationContext):
    log = []
    note(context, log, "Tokyo")
    yield context.call_activity("Hello", "Tokyo")
    note(context, log, "Seattle")
    yield context.call_activity("Hello", "Seattle")
    note(context, log, "London")
    yield context.call_activity("Hello", "London")
    note(context, log, "Done")
    return log


main = df.Orchestrator.create(module_log_twin)
