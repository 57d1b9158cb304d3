import azure.durable_functions as df

app = df.DFApp()


@app.orchestration_trigger(context_name="context")
def flow(context):
    value = yield context.call_activity(act, "x")
    return value


@app.activity_trigger(input_name="x", activity="RealAct")
def act(x):
    return x
