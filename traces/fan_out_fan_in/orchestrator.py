"""Fan-out/fan-in: start all the work at once, go on when the last piece is there."""
import logging

import azure.durable_functions as df

app = df.DFApp()


@app.orchestration_trigger(context_name="context")
def fan_out_fan_in(context: df.DurableOrchestrationContext):
    numbers = yield context.call_activity("GetNumbers")
    tasks = [context.call_activity("Square", number) for number in numbers]
    squares = yield context.task_all(tasks)  # in the order of tasks, whichever came first
    if not context.is_replaying:
        logging.info("squares: %s", squares)
    return sum(squares)
