"""The samples that the window tests open, as command line arguments."""

import os
import pathlib

ROOT = pathlib.Path(os.environ["YIELDSCOPE_SOURCE_DIR"])


def _sample(name):
    folder = ROOT / "traces" / name
    return folder / "history.json", "--orchestrator", folder / "orchestrator.py"


THREE_CITIES = _sample("three_cities")
RENAMED_ACTIVITY = _sample("renamed_activity")
HISTORY = ROOT / "traces" / "three_cities" / "history.json"
RETRY = ROOT / "traces" / "retry_third" / "history.json"

EVIDENCE_CODE = """import time

import azure.durable_functions as df

app = df.DFApp()


def greet(context, city):
    time.time()
    return (yield context.call_activity("Hello", city))


@app.orchestration_trigger(context_name="context")
def three_cities(context):
    tokyo = yield from greet(context, "Tokyo")
    seattle = yield context.call_activity("Hello", "Seattle")
    london = yield context.call_activity("Hello", "London")
    return [tokyo, seattle, london]
"""
"""The three cities with a helper that reads the clock: line 9, under line 15."""


def two_instances():
    """Rows of a history table with two instances, as Storage Explorer would export them."""
    rows = (ROOT / "traces" / "three_cities" / "history_table.csv").read_text()
    head, *lines = rows.splitlines()
    first = lines[0].split(",")[0]
    return "\n".join([head, *lines, *(line.replace(first, "other-instance") for line in lines)])


def many_instances(count, failed=()):
    """Rows of a history table: order-000 and on, those in `failed` failed; order-000 has a child."""
    rows = (ROOT / "traces" / "three_cities" / "history_table.csv").read_text()
    head, *lines = rows.splitlines()
    instance = lines[0].split(",")[0]
    execution = next(line for line in lines if "ExecutionStarted" in line).split(",")[9]
    table = [head]
    for number, name in enumerate([f"order-{n:03}" for n in range(count)] + ["order-000:0001"]):
        text = "\n".join(lines).replace(instance, name).replace(execution, f"{number:032x}")
        table.append(text.replace(",Completed,Edm", ",Failed,Edm")
                     if number in failed else text)
    return "\n".join(table) + "\n"
