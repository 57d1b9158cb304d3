from azure.durable_functions import DFApp

from . import steps

app = DFApp()


@app.function_name(name="Nightly")
@app.orchestration_trigger(context_name="context")
def nightly(context):
    yield from steps.load(context)
