"""Static findings: what reading an orchestrator shows, pattern by pattern, and what it leaves alone.

Each case is a text for flow.py; lines to be remarked end in `# ! kind` or, with what to write
instead, `# ! kind -> replacement`.
"""
import importlib
import os
import re
import shutil
import sys
import tempfile
import textwrap
import unittest

from paths import RUNTIME
from source_read_cases import READS
from source_shape_cases import OTHERS, SHAPES

sys.path.insert(0, RUNTIME)
from _yieldscope import places, source_check, source_text  # noqa: E402

_MARK = re.compile(r"# ! (\w+)(?: -> ((?:(?! # ! ).)*))?")


def wanted(files):
    """["flow.py:3 clock -> …"] of the marks."""
    found = []
    for name, text in files.items():
        for number, line in enumerate(text.split("\n"), 1):
            for kind, replacement in _MARK.findall(line):
                found.append("{}:{} {}{}".format(name, number, kind,
                                                 " -> " + replacement if replacement else ""))
    return sorted(found)


class SourceCase(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="yieldscope-source-")
        self.loaded = set(sys.modules)
        sys.path.insert(0, self.folder)
        before = (places.is_in_target.__globals__["_folder"][0],
                  places.is_in_target.__globals__["_project"][0])
        self.addCleanup(places.set_folder, *before)
        places.set_folder(self.folder)

    def tearDown(self):
        sys.path.remove(self.folder)
        for name in set(sys.modules) - self.loaded:
            del sys.modules[name]
        source_text._lines.clear()
        shutil.rmtree(self.folder)

    def write(self, files):
        for name, text in files.items():
            path = os.path.join(self.folder, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w", encoding="utf-8") as stream:
                stream.write(text)

    def remarks(self, files, is_plain=False):
        self.write(files)
        importlib.invalidate_caches()
        sys.dont_write_bytecode = True
        module = importlib.import_module("flow")
        return source_check.remarks_of(module.flow, is_plain)


def told(remark):
    text = "{}:{} {}".format(remark.file, remark.line, remark.kind)
    if remark.replacement:
        text += " -> " + remark.replacement.replace("\n", "\\n")
    return text


class Patterns(SourceCase):
    def check(self, body):
        files = {"flow.py": textwrap.dedent(body).lstrip("\n")}
        files.update({name: textwrap.dedent(text) for name, text in OTHERS.items()
                      if re.search(r"(import|from) {}\b".format(re.split(r"[./]", name)[0]),
                                   body)})
        known = dict(files)
        for missing in ("requests", "pandas", "arrow", "azure"):
            if re.search(r"^(import|from) {}\b".format(missing), files["flow.py"], re.M):
                self.stand_in(missing)
        found, dropped = self.remarks(files)
        self.assertEqual(sorted(map(told, found)), wanted(known))
        self.assertEqual(dropped, 0)

    def stand_in(self, name):
        """A package that has every name, as those of --stub-missing."""
        import types
        from unittest import mock
        names = [name] + ["azure." + part for part in (
            "durable_functions", "storage", "storage.blob")] if name == "azure" else [name]
        for dotted in names:
            module = types.ModuleType(dotted)
            module.__path__ = []
            app = mock.MagicMock()
            for decorator in ("activity_trigger", "orchestration_trigger", "durable_client_input"):
                getattr(app, decorator).side_effect = lambda **_: lambda function: function
            module.DFApp = lambda app=app: app
            module.BlobServiceClient = mock.MagicMock()
            module.Session = mock.MagicMock()
            sys.modules[dotted] = module


def _add_cases():
    for name, body in list(READS.items()) + list(SHAPES.items()):
        setattr(Patterns, "test_" + name, lambda self, body=body: self.check(body))


_add_cases()


class Columns(SourceCase):
    def test_columns_count_characters_and_the_replacement_fits(self):
        line = '    x = "äöü 漢字", time.time()'
        found, _ = self.remarks({"flow.py": "import time\ndef flow(context):\n" + line +
                                            "\n    yield context.call_activity('A', x)\n"})
        remark = found[0]
        self.assertEqual(line[remark.column - 1:remark.end - 1], "time.time()")
        self.assertEqual((remark.function, remark.detail), ("flow", "time.time()"))

    def test_an_expression_over_two_lines_has_no_end(self):
        found, _ = self.remarks({"flow.py": "import time\ndef flow(context):\n"
                                            "    time.sleep(\n        5)\n    yield 1\n"})
        self.assertEqual([(r.line, r.column, r.end, r.replacement) for r in found],
                         [(3, 5, 0, "")])


class Bounds(SourceCase):
    def test_a_big_file_is_named_and_not_read(self):
        text = "def flow(context):\n    yield 1\n" + "# " + "x" * (1 << 20) + "\n"
        found, _ = self.remarks({"flow.py": text})
        self.assertEqual([(r.kind, r.file) for r in found], [("unread", "flow.py")])

    def test_many_remarks_are_counted(self):
        lines = "".join("    a{0} = time.time()\n".format(i) for i in range(300))
        found, dropped = self.remarks({"flow.py": "import time\ndef flow(context):\n" + lines +
                                                  "    yield 1\n"})
        self.assertEqual((len(found), dropped), (200, 100))

    def test_deep_nesting_is_walked(self):
        text = "import time\ndef flow(context):\n    x = " + "(" * 80 + "time.time()" + ")" * 80 + \
            "\n    y = " + "+".join(["1"] * 900) + "\n" + \
            "".join("    " * i + "if x:\n" for i in range(1, 60)) + "    " * 60 + \
            "yield context.call_activity('A', time.time())\n"
        found, _ = self.remarks({"flow.py": text})
        self.assertEqual([r.kind for r in found], ["clock", "clock"])

    def test_thousands_of_calls_in_one_function(self):
        text = "import time\ndef flow(context):\n    while True:\n" + \
            "        yield context.task_any([context.wait_for_external_event('A')])\n" * 2000
        found, dropped = self.remarks({"flow.py": text})
        self.assertEqual({remark.kind for remark in found}, {"loop", "wait"})
        self.assertEqual(dropped, 0)

    def test_a_file_that_is_no_python_any_more(self):
        self.write({"flow.py": "def flow(context):\n    yield 1\n"})
        importlib.invalidate_caches()
        flow = importlib.import_module("flow").flow
        self.write({"flow.py": "def flow(context:\n"})
        found, _ = source_check.remarks_of(flow, False)
        self.assertEqual([(r.kind, r.file) for r in found], [("unread", "flow.py")])
        os.remove(os.path.join(self.folder, "flow.py"))
        self.assertEqual(source_check.remarks_of(flow, False), ([], 0))

    def test_names_that_stand_for_each_other_end(self):
        found, dropped = self.remarks({"flow.py": (
            "def flow(context):\n    if context.x:\n        a = b\n        b = a\n    yield 1\n"
            "    a()\n")})
        self.assertEqual((found, dropped), ([], 0))

    def test_a_plain_generator_has_no_platform(self):
        text = ("import time\ndef flow(n=1):\n    while True:\n        print(time.time())\n"
                "        yield 1\n")
        found, _ = self.remarks({"flow.py": text}, is_plain=True)
        self.assertEqual([r.kind for r in found], ["clock"])

    def test_nothing_of_the_users_is_called(self):
        text = ("class Trap(type):\n"
                "    def __getattribute__(cls, name):\n        raise SystemExit(name)\n"
                "class Bait(metaclass=Trap):\n    pass\n"
                "def flow(context):\n    Bait.count = Bait.now() if False else 0\n"
                "    yield context.call_activity('A')\n")
        found, _ = self.remarks({"flow.py": text})
        self.assertEqual([r.kind for r in found], ["global"])


if __name__ == "__main__":
    unittest.main()
