"""A host for the recorder's tests: the stand-in SDK driven over the passes of a history."""
import importlib.util
import json
import logging
import os
import sys

import paths  # noqa: F401

STAND_IN = os.path.join(paths.TOP, "tests", "support", "stand_in_sdk")
CASES = os.path.join(paths.TOP, "tests", "cases", "recording")
sys.path.insert(0, STAND_IN)

import azure.durable_functions as df  # noqa: E402
import yieldscope_recorder  # noqa: E402

logging.getLogger("approval").addHandler(logging.NullHandler())
logging.getLogger("approval").propagate = False
_OUTBOUND = (4, 7, 10, 13, 14)


def load(case):
    """The case's module and its worker payload."""
    folder = os.path.join(CASES, case)
    spec = importlib.util.spec_from_file_location(
        case + "_orchestrator", os.path.join(folder, "orchestrator.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    with open(os.path.join(folder, "history.json"), encoding="utf-8") as stream:
        return module, json.load(stream)


def payloads(whole):
    """The worker payload of each pass, as text: events up to the inbound part of its episode."""
    events = whole["history"]
    starts = [at for at, event in enumerate(events) if event["EventType"] == 12]
    for number, start in enumerate(starts):
        end = start + 1
        while end < len(events) and events[end]["EventType"] not in _OUTBOUND + (1, 12):
            end += 1
        history = [dict(event, IsPlayed=event["IsPlayed"] and at < start)
                   for at, event in enumerate(events[:end])]
        yield json.dumps(dict(whole, history=history, isReplaying=number > 0))


def answer(main, payload):
    """What the worker gets: the document, or the exception's type and text."""
    try:
        return main(payload)
    except Exception as error:
        return type(error).__name__, str(error)


def recorder(folder):
    """A recorder with nothing in common with an earlier one, as in a new process."""
    yieldscope_recorder._file_names.clear()
    return yieldscope_recorder.FolderRecorder(folder)


def handle(function, own):
    return yieldscope_recorder.wrap(df.Orchestrator.create(function), own)


def lines(folder):
    """The lines of each file of the folder, decoded, by file name."""
    found = {}
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), encoding="ascii") as stream:
            found[name] = [json.loads(line) for line in stream.read().splitlines()]
    return found


def only(folder):
    (found,) = lines(folder).values()
    return found
