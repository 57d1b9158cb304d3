import os

import azure.durable_functions as df

BATCH = int(os.environ["BATCH_SIZE"])
app = df.DFApp()


@app.orchestration_trigger(context_name="context")
def batched(context):
    yield context.call_activity("A", BATCH)
