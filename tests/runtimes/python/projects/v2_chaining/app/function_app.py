import logging

import azure.functions as func
import azure.durable_functions as df

app = df.DFApp(http_auth_level=func.AuthLevel.ANONYMOUS)


@app.route(route="orchestrators/{functionName}")
@app.durable_client_input(client_name="client")
async def http_start(req: func.HttpRequest, client: df.DurableOrchestrationClient):
    instance_id = await client.start_new(req.route_params.get("functionName"))
    logging.info("started %s", instance_id)
    return client.create_check_status_response(req, instance_id)


@app.orchestration_trigger(context_name="context")
def hello_orchestrator(context: df.DurableOrchestrationContext):
    first = yield context.call_activity("hello", "Seattle")
    second = yield context.call_activity("hello", "Tokyo")
    return [first, second]


@app.activity_trigger(input_name="city")
def hello(city: str):
    return "Hello " + city
