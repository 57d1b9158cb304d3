import azure.functions as func

app = func.FunctionApp(http_auth_level=func.AuthLevel.FUNCTION)


@app.function_name(name="FanOutFanIn")
@app.orchestration_trigger(context_name="context")
def fan_out(context):
    work = yield context.call_activity("GetWork")
    results = yield context.task_all([context.call_activity("Process", item) for item in work])
    return sum(results)


@app.function_name("Renamed")
@app.orchestration_trigger(context_name="ctx", orchestration="Monitor")
def poll(ctx):
    while True:
        done = yield ctx.call_activity(name="IsDone", input_=ctx.get_input())
        if done:
            return "done"


@app.orchestration_trigger("context")
@app.function_name(name="InnerName")
def named_below(context):
    yield context.wait_for_external_event("go")


@app.timer_trigger(schedule="0 */5 * * * *", arg_name="timer", run_on_startup=False)
@app.durable_client_input(client_name="starter", task_hub="%Hub%", connection_name="Store")
async def tick(timer: func.TimerRequest, starter) -> None:
    await starter.start_new("Monitor")
