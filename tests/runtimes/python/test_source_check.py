"""Static findings: what reading an orchestrator shows, pattern by pattern, and what it leaves alone.

Each case is a body for flow.py; lines to be remarked end in `# ! kind` or, with what to write
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

sys.path.insert(0, RUNTIME)
from _yieldscope import places, source_check, source_text  # noqa: E402

#: name -> orchestrator body (or a whole file where it holds `def flow`).
CASES = {
    # -- clock ---------------------------------------------------------------------------------
    "clock_module": """
        import datetime
        def flow(context):
            due = datetime.datetime.now()  # ! clock -> context.current_utc_datetime
            yield context.create_timer(due)
        """,
    "clock_alias": """
        from datetime import datetime as dt, timedelta, timezone
        import time as t
        def flow(ctx):
            a = dt.utcnow()  # ! clock -> ctx.current_utc_datetime
            b = dt.now(timezone.utc)  # ! clock -> ctx.current_utc_datetime
            c = dt.now(tz=ZONE)  # ! clock -> ctx.current_utc_datetime.astimezone(ZONE)
            d = t.time()  # ! clock -> ctx.current_utc_datetime.timestamp()
            e = t.monotonic()  # ! clock -> ctx.current_utc_datetime.timestamp()
            f = t.strftime("%Y")  # ! clock -> ctx.current_utc_datetime.strftime("%Y")
            yield ctx.create_timer(a + timedelta(hours=1))
        """,
    "clock_import_inside": """
        def flow(context):
            from time import time
            now = time  # another name for it
            yield context.call_activity("A", now())  # ! clock -> context.current_utc_datetime.timestamp()
        """,
    "clock_today": """
        from datetime import date
        def flow(context):
            yield context.call_activity("A", str(date.today()))  # ! clock -> context.current_utc_datetime.date()
        """,
    "clock_other_libraries": """
        import pandas as pd
        import arrow
        def flow(context):
            a = pd.Timestamp.now()  # ! clock
            yield context.call_activity("A", arrow.utcnow())  # ! clock
        """,
    "clock_harmless": """
        import time
        from datetime import datetime, timedelta
        import logging
        def flow(context):
            start = datetime(2024, 1, 1)
            then = datetime.fromtimestamp(0)
            day = time.strftime("%d", time.gmtime(0))
            if not context.is_replaying:
                logging.info("at %s", datetime.now())
            yield context.create_timer(context.current_utc_datetime + timedelta(days=1))
            return [datetime.strptime("1", "%d"), start, then, day]
        """,
    "clock_own_name": """
        class datetime:
            @staticmethod
            def now():
                return 0
        def flow(context):
            yield context.call_activity("A", datetime.now())
        """,
    "clock_shadowed_by_argument": """
        from time import time
        def helper(time):
            return time()
        def flow(context):
            yield context.call_activity("A", helper(len))
        """,
    "clock_in_f_string": """
        from datetime import datetime
        def flow(context):
            yield context.call_activity("A", f"at {datetime.now()}")  # ! clock -> context.current_utc_datetime
        """,
    "clock_in_activity": """
        import time
        import azure.durable_functions as df
        app = df.DFApp()
        @app.activity_trigger(input_name="x")
        def work(x):
            time.sleep(1)
            return time.time()
        def unused():
            return time.time()
        def flow(context):
            yield context.call_activity(work, 1)
            yield context.call_activity("unused")
        """,
    # -- uuid, random --------------------------------------------------------------------------
    "uuid": """
        import uuid
        from uuid import uuid4 as fresh
        def flow(context):
            a = uuid.uuid4()  # ! uuid -> context.new_guid()
            b = str(uuid.uuid4())  # ! uuid -> context.new_uuid()
            c = fresh().hex  # ! uuid -> context.new_guid()
            d = uuid.uuid5(uuid.NAMESPACE_URL, "x")
            yield context.call_activity("A", [a, b, c, d])
        """,
    "random_once": """
        import random
        def flow(context):
            wait = random.randint(1, 6)  # ! random -> random.Random(context.instance_id).randint(1, 6)
            yield context.call_activity("A", wait)
        """,
    "random_more": """
        import random, os, secrets
        from random import choice
        def flow(context):
            for i in range(3):
                yield context.call_activity("A", random.random())  # ! random
            a = choice([1, 2])  # ! random
            b = secrets.token_hex(8)  # ! random
            c = os.urandom(4)  # ! random
            d = random.SystemRandom().random()  # ! random
            yield context.call_activity("B", [a, b, c, d, random.Random().random()])  # ! random
        """,
    "random_seeded": """
        import random
        def flow(context):
            random.seed(context.instance_id)
            yield context.call_activity("A", random.random())
        """,
    "random_own_generator": """
        import random
        def flow(context):
            mine = random.Random(context.instance_id)
            yield context.call_activity("A", mine.random())
        """,
    # -- sleep, threads, async -----------------------------------------------------------------
    "sleep": """
        import time
        from datetime import timedelta
        def flow(context):
            time.sleep(5)  # ! sleep -> yield context.create_timer(context.current_utc_datetime + timedelta(seconds=5))
            yield context.call_activity("A")
        """,
    "sleep_in_helper": """
        import time
        def pause(context):
            time.sleep(5)  # ! sleep
        def flow(context):
            pause(context)
            yield context.call_activity("A")
        """,
    "threads": """
        import threading
        from concurrent.futures import ThreadPoolExecutor
        def flow(context):
            lock = threading.Lock()  # ! thread
            with ThreadPoolExecutor() as pool:  # ! thread
                pool.map(len, [])
            yield context.call_activity("A")
        """,
    "async_function": """
        import asyncio
        async def flow(context):  # ! async
            await asyncio.sleep(1)  # ! async # ! sleep
        """,
    "asyncio_run": """
        import asyncio
        def flow(context):
            asyncio.run(None)  # ! async
            yield context.call_activity("A")
        """,
    # -- input and output ----------------------------------------------------------------------
    "network": """
        import requests
        import urllib.request
        from azure.storage.blob import BlobServiceClient
        session = requests.Session()
        def flow(context):
            a = requests.get("https://x.invalid").json()  # ! network
            b = session.post("https://x.invalid")  # ! network
            c = urllib.request.urlopen("https://x.invalid")  # ! network
            d = BlobServiceClient.from_connection_string("x")  # ! network
            try:
                yield context.call_http("GET", "https://x.invalid")
            except requests.exceptions.ConnectionError:  # ! catch_type
                pass
        """,
    "files": """
        import os, json, shutil, sqlite3
        from pathlib import Path
        def flow(context):
            sqlite3.connect("orders.db").execute("select 1")  # ! file
            sqlite3.connect(":memory:").execute("select 1")
            with open("settings.json") as stream:  # ! file
                data = json.load(stream)
            text = Path("a").read_text()  # ! file
            more = (Path("a") / "b").exists()  # ! file
            shutil.copy("a", "b")  # ! file
            name = os.path.join("a", Path("x").name)
            yield context.call_activity("A", [data, text, more, name])
        """,
    "own_open": """
        def open(name):
            return name
        def flow(context):
            yield context.call_activity("A", open("x"))
        """,
    "processes": """
        import os, subprocess
        def flow(context):
            subprocess.run(["ls"])  # ! process
            os.system("ls")  # ! process
            yield context.call_activity("A")
        """,
    "environment": """
        import os
        from os import environ, getenv
        REGION = os.environ.get("REGION", "")
        def flow(context):
            a = os.environ["A"]  # ! environment
            b = environ.get("B", "x")  # ! environment
            c = getenv("C")  # ! environment
            if "D" in os.environ:  # ! environment
                yield context.call_activity("A", [a, b, c, REGION])
        """,
    "bindings": """
        import azure.durable_functions as df
        app = df.DFApp()
        @app.orchestration_trigger(context_name="context")
        @app.durable_client_input(client_name="client")  # ! binding
        def flow(context, client):
            other = df.DurableOrchestrationClient("x")  # ! binding
            yield context.call_activity("A")
        """,
    # -- module state --------------------------------------------------------------------------
    "globals": """
        import itertools, collections
        seen, counts, total = [], {}, 0
        log = []
        later = collections.defaultdict(int)
        ids = itertools.count()
        LIMITS = {"a": 1}
        def flow(context):
            global total
            total += 1  # ! global
            log.append(1)  # ! global
            later["x"] += 1  # ! global
            n = next(ids)  # ! global
            mine = []
            mine.append(LIMITS["a"])
            yield context.call_activity("A", mine)
        """,
    "globals_elsewhere": """
        import state
        class Box:
            count = 0
        def flow(context):
            Box.count += 1  # ! global
            state.total = 5  # ! global
            state.entries.append(1)  # ! global
            yield context.call_activity("A", state.total)
        """,
    "globals_shadowed": """
        log = []
        def flow(context):
            log = []
            log.append(1)
            yield context.call_activity("A", log)
        """,
    "cache_with_effects": """
        import functools, os
        @functools.lru_cache()  # ! global
        def setting(name):
            return os.environ[name]  # ! environment
        @functools.lru_cache(maxsize=None)
        def square(n):
            return n * n
        def flow(context):
            yield context.call_activity("A", [setting("x"), square(2)])
        """,
    # -- order ---------------------------------------------------------------------------------
    "sets": """
        CITIES = {"Tokyo", "Seattle"}
        def flow(context):
            names = set(context.get_input())
            for name in names:  # ! order -> sorted(names)
                yield context.call_activity("Hello", name)
            tasks = [context.call_activity("Hello", city) for city in CITIES]  # ! order -> sorted(CITIES)
            yield context.task_all(tasks)
            for name in list(names - CITIES):  # ! order -> sorted(list(names - CITIES))
                yield context.call_activity("Hello", name)
        """,
    "sets_harmless": """
        def flow(context):
            for name in sorted({"a", "b"}):
                yield context.call_activity("Hello", name)
            for number in {1, 2, 3}:
                yield context.call_activity("Hello", number)
            for _ in {"a", "b"}:
                yield context.call_activity("Hello", 1)
            for name in ["a", "b"]:
                yield context.call_activity("Hello", name)
            longest = max(len(name) for name in {"a", "b"})
            for key in {"a": 1}:
                yield context.call_activity("Hello", key)
            if "a" in {"a", "b"}:
                yield context.call_activity("Hello", longest)
        """,
    "folders": """
        import os
        def flow(context):
            for name in os.listdir("."):  # ! order -> sorted(os.listdir("."))
                yield context.call_activity("A", name)
            yield context.call_activity("A", sorted(os.listdir(".")))  # ! file
        """,
    # -- log lines -----------------------------------------------------------------------------
    "logs": """
        import logging
        logger = logging.getLogger(__name__)
        def flow(context):
            print("a")  # ! log -> if not context.is_replaying:\\n        print("a")
            logger.info("b")  # ! log -> if not context.is_replaying:\\n        logger.info("b")
            if not context.is_replaying:
                logging.info("c")
            yield context.call_activity("A")
            print("only once: no yield follows")
        """,
    "logs_guards": """
        import logging
        def say(context, text):
            if context.is_replaying:
                return
            logging.info(text)
        def tell(text):
            logging.info(text)
        def flow(context):
            fresh = not context.is_replaying
            if fresh:
                logging.info("a")
                tell("b")
            if context.is_replaying:
                pass
            else:
                logging.info("c")
            if context.is_replaying is False and fresh:
                print("d")
            say(context, "e")
            yield context.call_activity("A")
        """,
    "logs_in_loop": """
        import logging
        def flow(context):
            for name in context.get_input():
                yield context.call_activity("A", name)
                logging.info(name)  # ! log -> if not context.is_replaying:\\n            logging.info(name)
        """,
    "logs_in_helper": """
        import logging
        def tell(text):
            logging.info(text)  # ! log
        def flow(context):
            tell("a")
            yield context.call_activity("A")
            tell("b")
        """,
    "no_log": """
        import math
        class Journal:
            def info(self, text):
                return text
        journal = Journal()
        def flow(context):
            journal.info("kept")
            value = math.log(2)
            yield context.call_activity("A", value)
        """,
    # -- shapes --------------------------------------------------------------------------------
    "endless": """
        def flow(context):
            while True:  # ! loop
                yield context.call_activity("A")
        """,
    "endless_left": """
        def flow(context):
            while True:
                done = yield context.call_activity("A")
                if done:
                    break
            while True:
                done = yield context.call_activity("A")
                if done:
                    context.continue_as_new(None)
                    return
        """,
    "endless_inner_break": """
        def flow(context):
            while True:  # ! loop
                for name in context.get_input():
                    yield context.call_activity("A")
                    break
        """,
    "calls_only_when_fresh": """
        def flow(context):
            if not context.is_replaying:
                yield context.call_activity("Notify", "started")  # ! replaying
                context.set_custom_status("started")
            yield context.call_activity("A")
        """,
    "never_yielded": """
        def step(context):
            yield context.call_activity("B")
        def flow(context):
            context.call_activity("A")  # ! unyielded -> yield context.call_activity("A")
            late = context.call_activity("Late")  # ! unyielded -> yield context.call_activity("Late")
            step(context)  # ! unyielded -> yield from step(context)
            context.signal_entity(None, "add")
            task = context.call_activity("C")
            yield task
            yield from step(context)
        """,
    "waits_anew": """
        from datetime import timedelta
        def flow(context):
            while True:
                approval = context.wait_for_external_event("Approval")  # ! wait
                timer = context.create_timer(context.current_utc_datetime + timedelta(1))
                winner = yield context.task_any([approval, timer])
                if winner == approval:
                    timer.cancel()
                    return approval.result
                yield context.call_activity("Remind")
        """,
    "waits_kept": """
        from datetime import timedelta
        def flow(context):
            approval = context.wait_for_external_event("Approval")
            again = None
            while True:
                if again is None:
                    again = context.wait_for_external_event("Again")
                timer = context.create_timer(context.current_utc_datetime + timedelta(1))
                winner = yield context.task_any([approval, again, timer])
                if winner == approval:
                    return approval.result
        """,
    "waits_left_when_lost": """
        from datetime import timedelta
        def flow(context):
            while True:
                entry = context.wait_for_external_event("Entry")
                timer = context.create_timer(context.current_utc_datetime + timedelta(1))
                winner = yield context.task_any([entry, timer])
                if winner == timer:
                    break
                timer.cancel()
                yield context.call_activity("Take", entry.result)
        """,
    "handlers": """
        class Refused(Exception):
            pass
        class PaymentError(Exception):
            pass
        def flow(context):
            try:
                yield context.call_activity("A")
            except:  # ! swallow
                pass
            try:
                yield context.call_activity("A")
            except BaseException as error:  # ! swallow
                print(error)  # ! log -> if not context.is_replaying:\\n            print(error)
            try:
                yield context.call_activity("A")
            except PaymentError:  # ! catch_type
                pass
            try:
                yield context.call_activity("A")
            except (KeyError, PaymentError):  # ! catch_type
                pass
        """,
    "handlers_harmless": """
        def flow(context):
            try:
                yield context.call_activity("A")
            except Exception:
                pass
            try:
                yield context.call_activity(object())
            except ValueError:
                pass
            try:
                answer = yield context.call_activity("A")
                number = int(answer)
            except ValueError:
                number = 0
            try:
                yield context.call_activity("A", number)
            except BaseException:
                raise
            try:
                number = int("x")
            except:
                number = 1
        """,
    # -- reaching ------------------------------------------------------------------------------
    "helper_in_other_file": """
        from lib.clocks import stamp
        from lib import clocks as c
        import lib.clocks
        def flow(context):
            yield context.call_activity("A", [stamp(), c.deeper(context), lib.clocks.third()])
        """,
    "methods": """
        import time
        class Base:
            def __init__(self, context):
                self.context = context
            def stamp(self):
                return time.time()  # ! clock -> self.context.current_utc_datetime.timestamp()
        class Flow(Base):
            def run(self):
                yield self.context.call_activity("A", self.stamp())
            def unused(self):
                return time.time()
        def flow(context):
            work = Flow(context)
            return (yield from work.run())
        """,
    "nested_functions": """
        import time
        def flow(context):
            def stamp():
                return time.time()  # ! clock -> context.current_utc_datetime.timestamp()
            def unused():
                return time.time()
            later = lambda: time.time()  # ! clock -> context.current_utc_datetime.timestamp()
            yield context.call_activity("A", [stamp(), later()])
        """,
    "passed_on": """
        import time
        def stamp(x):
            return time.time()  # ! clock
        def flow(context):
            yield context.call_activity("A", list(map(stamp, [1])))
        """,
    "recursion": """
        def walk(context, n):
            if n:
                yield context.call_activity("A", n)
                yield from walk(context, n - 1)
        def flow(context):
            yield from walk(context, 3)
        """,
    "characters_before": """
        import time
        def flow(context):
            x = "äöü 漢字", time.time()  # ! clock -> context.current_utc_datetime.timestamp()
            yield context.call_activity("A", x)
        """,
}

OTHERS = {
    "state.py": "total = 0\nentries = []\n",
    "lib/__init__.py": "",
    "lib/clocks.py": """
        import time
        from . import more
        def stamp():
            return time.time()  # ! clock
        def deeper(ctx):
            return more.inner(ctx)
        def third():
            return 3
        def unused():
            return time.time()
        """,
    "lib/more.py": """
        from uuid import uuid4
        def inner(ctx):
            return uuid4()  # ! uuid -> ctx.new_guid()
        """,
}
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
    for name, body in CASES.items():
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
