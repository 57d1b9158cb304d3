"""Runs orchestrators in a real child process and tells what the watch noted, pass by pass."""
import json
import os
import shutil
import signal
import tempfile
import unittest

from test_transcript import Host

CLOCK = 17041032011234567


def begin(number, value):
    return {"number": number, "instance": "abc", "parent": None, "input": {"text": value},
            "clock": CLOCK, "replaying": False, "schema": 2, "plain": False, "arguments": ""}


class WatchCase(unittest.TestCase):
    """`files` of the class are written to a folder; each test names a function of flow.py."""

    maxDiff = None
    files = {}
    allow = []
    is_running = False

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp(prefix="yieldscope-watch-")
        for name, text in cls.files.items():
            path = os.path.join(cls.folder, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w") as stream:
                stream.write(text)
        cls.host = Host(cls.folder)
        cls.host.answer()
        cls.tell({"do": "import", "path": os.path.join(cls.folder, "flow.py"), "function": "flow",
                  "module": None, "plain": False, "allow": cls.allow,
                  "limits": {"memory": 2 << 30, "output": 1 << 20}})
        answer = json.loads(cls.host.answer())
        assert "imported" in answer, answer
        cls.imported = answer["imported"]

    @classmethod
    def tearDownClass(cls):
        cls.host.close()
        shutil.rmtree(cls.folder)

    @classmethod
    def tell(cls, command):
        cls.host.send(json.dumps(command))

    def setUp(self):
        signal.alarm(60)  # an answer that never comes ends the test program

    def tearDown(self):
        self.end_run()
        signal.alarm(0)

    def ask(self, command):
        self.tell(command)
        return json.loads(self.host.answer())

    def begin_run(self):
        self.end_run()
        self.ask({"do": "run"})
        type(self).is_running = True

    def end_run(self):
        if not self.is_running:
            return
        type(self).is_running = False
        self.tell({"do": "end"})
        while "ended" not in self.host.answer():
            pass

    def run_passes(self, name, count=1, answers=()):
        """The Advances of `count` passes of one run, each through all the answers."""
        self.begin_run()
        out = []
        for number in range(1, count + 1):
            out.append(self.ask({"do": "start", "begin": begin(number, json.dumps(name)),
                                 "resume": ["start", False, None, 1, CLOCK, []]}))
            for i, text in enumerate(answers):
                out.append(self.ask({"do": "resume", "resume": [
                    "send", False, i, 5 + i, CLOCK, [[i, 5 + i, True, text, []]]]}))
        return out

    def noted(self, name, count=1, answers=()):
        """["clock time.time() 7", …]; a refused act starts with "! "."""
        found = []
        for advance in self.run_passes(name, count, answers):
            self.assertNotIn("error", advance)
            for kind, detail, is_refused, place in advance.get("noted", ()):
                found.append("{}{} {} {}:{}".format("! " if is_refused else "", kind, detail,
                                                    place[0], place[2]))
        return found
