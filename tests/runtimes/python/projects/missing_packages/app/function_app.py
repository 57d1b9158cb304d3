from abc import ABC
from typing import List, Optional, Union

import azure.functions as func
import azure.durable_functions as df
import nosuchpkg_http as http
from azure.nosuch.blob import BlobClient
from nosuch_tenacity import retry, stop_after_attempt
from nosuchpkg_http.exceptions import ConnectionProblem, HTTPError
from pydantic_nosuch import BaseModel, Field

import orders
from shared_code.rates import RATES

try:
    import nosuch_fast_json as json
except ImportError:
    import json

TIMEOUT = http.DEFAULT_TIMEOUT * 2
SESSION = http.Session()
SESSION.headers.update({"a": "b"})


class Order(BaseModel, ABC):
    number: int = Field(gt=0)
    note: Optional[str] = None
    tags: Union[List[Field], None] = None


class Broken(HTTPError):
    pass


@retry(stop=stop_after_attempt(3))
def helper(value):
    return value + 1


@retry
def other(value):
    return value


app = df.DFApp()


@app.orchestration_trigger(context_name="context")
def clean(context):
    result = yield context.call_activity("A", json.dumps([helper(1), other(2), RATES]))
    return result


@app.orchestration_trigger(context_name="context")
def dirty(context):
    try:
        page = http.get("https://x.test").json()
        if page["next"]:
            raise Broken("no")
    except HTTPError as error:
        yield context.call_activity("Failed", str(error))
    with http.Session() as session:
        yield context.call_activity("A", {"s": session.get("u").status_code})


@app.orchestration_trigger(context_name="context")
def modelled(context):
    order = Order(number=3)
    yield context.call_activity("A", [order.number, isinstance(order, Order)])
