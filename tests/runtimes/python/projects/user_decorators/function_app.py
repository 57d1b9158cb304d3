import functools

import azure.durable_functions as df

app = df.DFApp()


def guarded(function):
    @functools.wraps(function)
    def wrapper(context):
        context.set_custom_status("guarded")
        result = yield from function(context)
        yield context.call_activity("Audit", result)
        return result
    return wrapper


def injected(function):
    @functools.wraps(function)
    def wrapper(context):
        return function(context, "extra")
    return wrapper


@app.orchestration_trigger(context_name="context")
@guarded
def audited(context):
    return (yield context.call_activity("Work"))


@app.orchestration_trigger(context_name="context")
@injected
def supplied(context, extra):
    return (yield context.call_activity("Work", extra))


def register(target):
    @target.orchestration_trigger(context_name="context")
    def made_in_a_function(context):
        yield context.call_activity("Inner")


register(app)
