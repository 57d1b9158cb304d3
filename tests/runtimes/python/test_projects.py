"""Real projects in all their shapes: imported as the worker does, run from yield to yield.

projects/<name>/checks.json lists what is imported and what each yield is answered with;
expected.txt is what came of it. UPDATE_EXPECTED=1 writes it anew.
"""
import json
import os
import unittest

from paths import TOP
from test_transcript import Host

PROJECTS = os.path.join(TOP, "tests", "runtimes", "python", "projects")
CLOCK = 17041032011234567


def place_words(place):
    return "{}:{} {}".format(place[0], place[2], place[1])


class Check:
    """One row of checks.json, carried out; `lines` is the report."""

    def __init__(self, folder, row):
        self.row = row
        self.folder = folder
        self.lines = ["", "# " + json.dumps({key: value for key, value in row.items()
                                             if key != "results"})]
        self.host = Host(folder)

    def ask(self, command):
        self.host.send(json.dumps(command))
        return json.loads(self.host.answer().replace(self.folder, "$PROJECT"))

    def carry_out(self):
        try:
            json.loads(self.host.answer())
            if self.imports():
                self.ask({"do": "run"})
                self.steps()
        finally:
            self.host.close()
        return self.lines

    def imports(self):
        row = self.row
        answer = self.ask({
            "do": "import", "path": os.path.join(self.folder, row["target"]),
            "function": row.get("function"), "module": None, "plain": row.get("plain", False),
            "recorded": row.get("recorded"), "stub": row.get("stub", False), "allow": [],
            "limits": {"memory": 2 << 30, "output": 1 << 20}})
        if "imported" in answer:
            made = answer["imported"]
            self.lines.append("imported {} ({}:{})".format(
                made["function"], made["file"], made["line"]))
            return True
        error = answer["error"]
        self.lines.append("{}: {}".format(error["code"], error["message"]))
        if error["hint"]:
            self.lines.append("  hint: " + error["hint"])
        return False

    def steps(self):
        row = self.row
        given = {"json": row["input"]} if "input" in row else None
        if given and given["json"].startswith('"'):
            given = {"text": json.loads(given["json"])}
        begin = {"number": 1, "instance": "abc", "parent": None, "input": given, "clock": CLOCK,
                 "replaying": False, "schema": 2, "plain": row.get("plain", False), "arguments": ""}
        advance = self.ask({"do": "start", "begin": begin,
                            "resume": ["start", False, None, 1, CLOCK, []]})
        for result in row.get("results", []):
            handle = self.tell(advance)
            if handle is None:
                return
            advance = self.ask({"do": "resume", "resume": [
                "send", False, handle, 2, CLOCK, [[handle, 2, True, json.dumps(result), []]]]})
        self.tell(advance)

    def tell(self, advance):
        """Writes an advance down; the handle that it waits for, or None at an end."""
        for log in advance.get("logs", []):
            self.lines.append("  {}: {}".format(log[0], log[2]))
        for kind, detail, _, place in advance.get("noted", []):
            self.lines.append("  noted {} {} {}".format(kind, detail, place_words(place)))
        for op in advance["ops"]:
            self.lines.append("  op " + json.dumps(op))
        where = place_words(advance["place"]) if "place" in advance else ""
        if where.startswith("python/"):
            where = "in the standard library"  # whose lines are each version's own
        for frame in advance.get("frames", []):
            self.lines.append("  under " + place_words(frame))
        stop = advance["stop"]
        (kind, what), = stop.items()
        if kind == "yield":
            self.lines.append("yield {} at {}".format(what, where))
            return what
        if kind in ("raise", "broke"):
            what = what[:2]
        self.lines.append("{} {} {}".format(kind, json.dumps(what), where).rstrip())
        return None


class Projects(unittest.TestCase):
    maxDiff = None

    def test_every_project(self):
        names = sorted(os.listdir(PROJECTS))
        self.assertGreaterEqual(len(names), 12)
        for name in names:
            folder = os.path.join(PROJECTS, name)
            path = os.path.join(folder, "expected.txt")
            with open(os.path.join(folder, "checks.json"), encoding="utf-8") as stream:
                rows = json.load(stream)
            seen = "\n".join("\n".join(Check(folder, row).carry_out()) for row in rows)
            seen = seen.lstrip("\n") + "\n"
            if os.environ.get("UPDATE_EXPECTED"):
                with open(path, "w", encoding="utf-8") as stream:
                    stream.write(seen)
            with self.subTest(name), open(path, encoding="utf-8") as stream:
                self.assertEqual(seen, stream.read())


if __name__ == "__main__":
    unittest.main()
