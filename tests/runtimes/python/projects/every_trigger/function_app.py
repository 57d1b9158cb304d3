import json
import logging
from typing import List

import azure.functions as func
import azure.durable_functions as df

app = df.DFApp(http_auth_level=func.AuthLevel.ADMIN)


@app.route(route="items/{id:int?}", methods=["GET", func.HttpMethod.POST],
           auth_level=func.AuthLevel.ANONYMOUS, trigger_arg_name="req", binding_arg_name="$return")
@app.blob_input(arg_name="blob", path="in/{id}", connection="Store", data_type=func.DataType.BINARY)
@app.queue_output(arg_name="msg", queue_name="out", connection="Store")
@app.table_output("row", "Store", "table")
def http(req: func.HttpRequest, blob: func.InputStream, msg: func.Out[str],
         row: func.Out[List[str]], context: func.Context) -> func.HttpResponse:
    return func.HttpResponse(json.dumps({}), status_code=201, mimetype="application/json")


@app.schedule(schedule="0 0 * * * *", arg_name="timer", use_monitor=True)
@app.retry(strategy="fixed_delay", max_retry_count="3", delay_interval="00:00:01")
def cron(timer: func.TimerRequest) -> None:
    logging.info(timer.past_due)


@app.queue_trigger(arg_name="msg", queue_name="in", connection="Store")
@app.cosmos_db_input(arg_name="docs", database_name="d", container_name="c", connection="C")
@app.cosmos_db_output(arg_name="out", database_name="d", container_name="c", connection="C")
@app.sql_output(arg_name="sql", command_text="dbo.T", connection_string_setting="S")
@app.sql_input(arg_name="rows", command_text="select 1", connection_string_setting="S")
def queued(msg: func.QueueMessage, docs: func.DocumentList, out: func.Out[func.Document],
           sql: func.Out[func.SqlRow], rows: func.SqlRowList):
    out.set(func.Document.from_dict({"id": 1}))


@app.service_bus_queue_trigger(arg_name="m", queue_name="q", connection="B", is_sessions_enabled=True)
@app.service_bus_topic_output(arg_name="o", connection="B", topic_name="t")
def bus(m: func.ServiceBusMessage, o: func.Out[str]):
    pass


@app.service_bus_topic_trigger(arg_name="m", topic_name="t", subscription_name="s", connection="B")
def topic(m: func.ServiceBusMessage):
    pass


@app.event_hub_message_trigger(arg_name="e", event_hub_name="h", connection="E",
                               cardinality=func.Cardinality.MANY)
@app.event_hub_output(arg_name="o", event_hub_name="h", connection="E")
def hub(e: List[func.EventHubEvent], o: func.Out[str]):
    pass


@app.event_grid_trigger(arg_name="e")
@app.event_grid_output(arg_name="o", topic_endpoint_uri="U", topic_key_setting="K")
def grid(e: func.EventGridEvent, o: func.Out[func.EventGridOutputEvent]):
    pass


@app.blob_trigger(arg_name="b", path="p", connection="S", source=func.BlobSource.EVENT_GRID)
@app.blob_output(arg_name="o", path="q", connection="S")
def blob(b: func.InputStream, o: func.Out[bytes]):
    pass


@app.cosmos_db_trigger(arg_name="d", database_name="d", container_name="c", connection="C",
                       lease_container_name="l", create_lease_container_if_not_exists=True)
def changes(d: func.DocumentList):
    pass


@app.sql_trigger(arg_name="c", table_name="t", connection_string_setting="S")
def sql_changes(c: str):
    pass


@app.kafka_trigger(arg_name="k", topic="t", broker_list="b")
@app.kafka_output(arg_name="o", topic="t", broker_list="b")
def kafka(k: func.KafkaEvent, o: func.Out[str]):
    pass


@app.generic_trigger(arg_name="g", type="someTrigger", extra=1)
@app.generic_input_binding(arg_name="i", type="some")
@app.generic_output_binding(arg_name="o", type="some")
@app.table_input(arg_name="t", connection="S", table_name="t")
def generic(g, i, o, t):
    pass


@app.warm_up_trigger("warm")
def warm(warm) -> None:
    pass


@app.mcp_tool_trigger(arg_name="context", tool_name="t", description="d", tool_properties="[]")
def tool(context) -> str:
    return ""


@app.brand_new_trigger(arg_name="x")
def newer(x):
    pass


@app.orchestration_trigger(context_name="context")
def orchestrate(context):
    yield context.call_activity("A")


site = func.WsgiMiddleware(lambda environ, start: [])
