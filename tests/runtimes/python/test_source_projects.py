"""No false alarm from reading real projects and the samples: what deterministic code does is told
as log lines at most."""
import json
import os
import unittest

from paths import TOP
from test_projects import PROJECTS, Check

TRACES = os.path.join(TOP, "traces")
SAMPLES = {
    "fan_out_fan_in": [],
    "generator_doubles": [],
    "generator_returns": [],
    "human_interaction": [("log", "orchestrator.py:24")],
    "module_log": [("global", "orchestrator.py:11")],
    "module_log_twin": [],
    "monitor": [],
    "renamed_activity": [("log", "orchestrator.py:12")],
    "retry_third": [],
    "sub_orchestration": [],
    "three_cities": [("log", "orchestrator.py:11")],
}


def remarks_of(folder, row):
    """The remarks of a row of checks.json; nothing where it cannot be imported."""
    check = Check(folder, row)
    try:
        json.loads(check.host.answer())
        if not check.imports():
            return []
        check.ask({"do": "run"})
        answer = check.ask({"do": "source"})
        return [(kind, "{}:{}".format(place[0], place[2]), detail)
                for kind, detail, place, _, _, _ in answer["remarks"]]
    finally:
        check.host.close()


def rows():
    for name in sorted(os.listdir(PROJECTS)):
        folder = os.path.join(PROJECTS, name)
        with open(os.path.join(folder, "checks.json")) as stream:
            for row in json.load(stream):
                yield folder, row


class Projects(unittest.TestCase):
    maxDiff = None

    def test_projects_have_log_lines_at_most(self):
        told, count = set(), 0
        for folder, row in rows():
            count += 1
            for kind, place, detail in remarks_of(folder, row):
                if kind != "log":
                    told.add((os.path.basename(folder), kind, place, detail))
        self.assertGreater(count, 40)
        self.assertEqual(told, set())

    def test_samples(self):
        for name, expected in SAMPLES.items():
            is_plain = name.startswith("generator_")
            found = remarks_of(os.path.join(TRACES, name), {
                "target": "orchestrator.py", "function": None if is_plain else name,
                "plain": is_plain})
            self.assertEqual([(kind, place) for kind, place, _ in found], expected, name)


if __name__ == "__main__":
    unittest.main()
