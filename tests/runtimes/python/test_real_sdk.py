"""--sdk real, from the child's side: the stand-in SDK drives, the answers carry what it did."""
import json
import os
import subprocess
import sys
import unittest
from unittest import mock

import paths
import recording_host as host
from test_transcript import Host

FOLDER = os.path.join(host.CASES, "approval")


class RealSdk(unittest.TestCase):
    def child(self, path, function="approval", file="orchestrator.py", folder=FOLDER):
        with mock.patch.dict(os.environ, PYTHONPATH=path):
            child = Host(folder)
        self.addCleanup(child.close)
        child.answer()  # hello
        child.send(json.dumps({
            "do": "import", "path": os.path.join(folder, file), "function": function,
            "module": None, "plain": False, "sdk": "real", "allow": [],
            "limits": {"memory": 0, "output": 100000}}))
        return child

    def execute(self, child, payload):
        child.send(json.dumps({"do": "execute", "number": 1, "payload": payload}))
        return json.loads(child.answer())["executed"]

    def test_every_pass_answers_as_the_sdk_does(self):
        module, whole = host.load("approval")
        alone = host.df.Orchestrator.create(module.approval)
        child = self.child(host.STAND_IN)
        self.assertIn("imported", json.loads(child.answer()))
        child.send('{"do":"run"}')
        child.answer()
        for number, payload in enumerate(host.payloads(whole)):
            executed = self.execute(child, payload)
            self.assertEqual(executed["document"], alone(payload))
            self.assertEqual(len(executed["advances"]), (1, 2, 3, 3, 4)[number])
        last = executed["advances"]
        self.assertEqual([advance["stop"] for advance in last],
                         [{"yield": 0}, {"yield": 3}, {"yield": 6},
                          {"return": ['"shipped to Tokyo"', True]}])
        self.assertEqual([advance["arrived"] for advance in last], [
            ["start", None, None, []], ["send", 0, '"Tokyo"', []], ["send", 3, None, [2]],
            ["send", 6, None, [4, 5]]])
        self.assertEqual(last[2]["frames"], [["orchestrator.py", "approval", 17]])

    def test_an_interpreter_without_an_sdk_says_what_to_install(self):
        child = self.child(os.path.join(paths.TOP, "tests", "support", "no_sdk"))
        error = json.loads(child.answer())["error"]
        self.assertEqual(
            (error["code"], error["message"], error["hint"]),
            ("target.no_sdk",
             "--sdk real runs the SDK that is installed, and the interpreter has none: "
             "ModuleNotFoundError: No module named 'azure.durable_functions'.",
             "Install it there (python -m pip install azure-functions azure-functions-durable), "
             "name an interpreter that has it with --python, or leave --sdk real out."))


class RecorderFile(unittest.TestCase):
    def test_code_that_a_child_runs_finds_the_whole_recorder(self):
        code = ("import sys; sys.path.insert(0, {!r})\n"
                "from _yieldscope import importer, replaying\n"
                "del sys.path[0]\n"
                "import yieldscope_recorder as r\n"
                "print(callable(r.record), 'Pass' in vars(r))\n"
                "print(r.record.__code__.co_firstlineno)\n").format(paths.RUNTIME)
        said = subprocess.run([sys.executable, "-B", "-c", code], stdout=subprocess.PIPE,
                              universal_newlines=True).stdout.split("\n")
        self.assertEqual(said[0], "True True")
        with open(os.path.join(paths.RUNTIME, "yieldscope_recorder.py"), encoding="utf-8") as file:
            self.assertTrue(file.read().split("\n")[int(said[1]) - 1].startswith("def record("))


if __name__ == "__main__":
    unittest.main()
