import azure.functions as func


async def web(scope, receive, send):
    pass


app = func.AsgiFunctionApp(app=web, http_auth_level=func.AuthLevel.ANONYMOUS)


@app.orchestration_trigger(context_name="context")
def behind_asgi(context):
    yield context.call_activity("A")
