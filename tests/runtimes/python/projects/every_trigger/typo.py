import azure.functions as func

app = func.FunctionApp()


@app.qeue_trigger(arg_name="msg", queue_name="in", connection="Store")
def queued(msg):
    pass
