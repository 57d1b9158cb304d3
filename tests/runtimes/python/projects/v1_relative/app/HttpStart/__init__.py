import azure.functions as func
import azure.durable_functions as df


async def main(req: func.HttpRequest, starter: str) -> func.HttpResponse:
    client = df.DurableOrchestrationClient(starter)
    return client.create_check_status_response(req, await client.start_new("OrderOrchestrator"))
