import azure.durable_functions as df

app = df.DFApp()


@app.function_name(name="Nightly")
@app.orchestration_trigger(context_name="context")
def nightly_orchestrator(context):
    yield context.call_activity("A")
