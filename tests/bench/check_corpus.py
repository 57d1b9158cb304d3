"""Writes a corpus for `check`: python3 check_corpus.py FOLDER [HISTORIES [EVENTS]].

Each history is a finished run of chain.py as a worker payload: one activity a pass, four events each.
"""
import datetime
import json
import os
import sys

_EPOCH = datetime.datetime(2026, 3, 1)


def history(calls, instance):
    events = []

    def add(event_type, event_id=-1, **members):
        time = _EPOCH + datetime.timedelta(seconds=len(events))
        events.append(dict(EventType=event_type, EventId=event_id, IsPlayed=False,
                           Timestamp=time.strftime("%Y-%m-%dT%H:%M:%S.0000000Z"), **members))

    add(12)
    add(0, Name="chain", Input=str(calls), Version="", ParentInstance=None,
        OrchestrationInstance={"InstanceId": instance, "ExecutionId": "1"})
    for call in range(calls):
        add(4, call, Name="Step", Version="", Input="[%d]" % call)
        add(13)
        add(12)
        add(5, TaskScheduledId=call, Result=str(call))
    add(1, calls, OrchestrationStatus=1, Result=str(calls))
    add(13)
    return {"history": events, "input": str(calls), "instanceId": instance, "isReplaying": False,
            "parentInstanceId": None, "upperSchemaVersion": 1}


def main(folder, histories=100, events=500):
    os.makedirs(folder, exist_ok=True)
    for number in range(int(histories)):
        instance = "chain-%04d" % number
        with open(os.path.join(folder, instance + ".json"), "w", encoding="ascii") as stream:
            json.dump(history((int(events) - 4) // 4, instance), stream)


if __name__ == "__main__":
    main(*sys.argv[1:])
