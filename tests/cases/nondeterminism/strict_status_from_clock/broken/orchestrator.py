import time


def flow(context):
    for step in (1, 2, 3):
        context.set_custom_status(f"step {step}, looked at {time.time()}")
        yield context.call_activity("Work", step)
    return "worked"
