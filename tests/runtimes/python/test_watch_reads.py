"""What the watch notes of reads: each broken orchestrator beside the fixed one (SEMANTICS 4.3)."""
import re
import unittest

from watching import WatchCase

#: (name, what flow.py imports, body); a line that must be noted ends in `# kind detail`.
CASES = [
    ("clock", "import time", """
        time.time()                    # clock time.time()
        time.monotonic_ns()            # clock time.monotonic_ns()
        time.perf_counter()            # clock time.perf_counter()
        time.localtime()               # clock time.localtime()
        time.strftime("%Y")            # clock time.strftime()
     """),
    ("clock_fixed", "import time", """
        time.localtime(0)
        time.gmtime(86400.0)
        time.strftime("%Y", time.gmtime(0))
        context.current_utc_datetime.timestamp()
     """),
    ("clock_imported_by_name", "from time import time as now", """
        now()                          # clock time.time()
     """),
    ("datetime", "import datetime\nfrom datetime import datetime as dt, date", """
        dt.now()                       # clock datetime.datetime.now()
        datetime.datetime.utcnow()     # clock datetime.datetime.utcnow()
        dt.today()                     # clock datetime.datetime.today()
        date.today()                   # clock datetime.date.today()
     """),
    ("datetime_subclass", "import datetime\nclass Stamp(datetime.datetime): pass", """
        Stamp.now()                    # clock datetime.datetime.now()
     """),
    ("datetime_fixed", "import datetime", """
        due = context.current_utc_datetime + datetime.timedelta(minutes=5)
        datetime.datetime.fromtimestamp(0)
        datetime.datetime(2024, 1, 1).isoformat()
        due.strftime("%H")
        datetime.datetime.strptime("2024", "%Y")
     """),
    ("clock_through_the_library", "import email.utils", """
        email.utils.formatdate()       # clock time.time()
     """),
    ("logging_is_quiet", "import logging, traceback, warnings", """
        logging.warning("late")
        logging.getLogger("shop").error("no", exc_info=ValueError("x"))
        warnings.warn("careful")
        try:
            raise KeyError("k")
        except KeyError:
            traceback.format_exc()
     """),
    ("guarded_log", "import logging, time", """
        if not context.is_replaying:
            logging.info("now %s", time.time())
            print("at", time.time())
     """),
    ("unguarded_log", "import logging, time", """
        logging.info("now %s", time.time())    # clock time.time()
        if context.is_replaying is not None:
            print(time.monotonic())            # clock time.monotonic()
     """),
    ("guard_that_decides", "import time", """
        if not context.is_replaying:   # replaying context.is_replaying
            began = time.time()        # clock time.time()
     """),
    ("flag_that_decides", "import logging", """
        first = not context.is_replaying    # replaying context.is_replaying
        if context.is_replaying:
            logging.info("again")
        else:
            print("first")
        logging.info("replaying: %s", context.is_replaying)
     """),
    ("random", "import random", """
        random.random()                # random random.random()
        random.choice([1, 2])          # random random.choice()
        random.Random().random()       # random random.Random()
        random.SystemRandom().random() # random os.urandom()
        random.shuffle([1, 2])         # random random.shuffle()
     """),
    ("random_by_name", "from random import randint", """
        randint(1, 6)                  # random random.randint()
     """),
    ("random_fixed", "import random", """
        random.Random(context.instance_id).random()
        random.Random(7).shuffle([1, 2, 3])
     """),
    ("random_seeded_in_the_pass", "import random", """
        random.seed(context.instance_id)
        random.random()
     """),
    ("random_not_seeded", "import random", """
        random.random()                # random random.random()
        random.seed()                  # random random.seed()
     """),
    ("uuid", "import uuid", """
        uuid.uuid4()                   # uuid uuid.uuid4()
        uuid.uuid1()                   # uuid uuid.uuid1()
     """),
    ("uuid_fixed", "import uuid", """
        uuid.uuid5(uuid.NAMESPACE_DNS, "a")
        uuid.uuid3(uuid.NAMESPACE_DNS, "a")
        uuid.UUID(int=7)
        context.new_uuid()
        context.new_guid()
     """),
    ("secrets", "import secrets, os", """
        secrets.token_hex(4)           # random secrets.token_hex()
        secrets.choice([1, 2])         # random secrets.choice()
        os.urandom(4)                  # random os.urandom()
     """),
    ("environment", "import os\nfrom os import getenv, environ", """
        os.environ["HOME"]             # environment os.environ['HOME']
        os.environ.get("MODE")         # environment os.environ['MODE']
        getenv("USER", "x")            # environment os.environ['USER']
        "A" in environ                 # environment os.environ['A']
        dict(environ)                  # environment os.environ
        environ.copy()                 # environment os.environ
        os.path.expanduser("~/x")      # environment os.environ['HOME']
     """),
    ("environment_set", "import os", """
        os.environ["MODE"] = "x"       # state os.putenv(MODE)
     """),
    ("files", "import os, glob, pathlib, json", """
        open("flow.py").close()        # file open(flow.py)
        pathlib.Path("flow.py").read_text()    # file open(flow.py)
        os.listdir(".")                # file os.listdir(.)
        os.path.exists("flag")         # file os.path.exists(flag)
        glob.glob("*.py")              # file glob.glob(*.py) | file os.scandir(.)
     """),
    ("files_fixed", "import os, io, json", """
        io.StringIO("text").read()
        json.loads("{}")
        os.path.join("a", "b")
        import zoneinfo
        zoneinfo.ZoneInfo("Europe/Berlin") if zoneinfo.available_timezones() else None
     """),
    ("lazy_import", "", """
        import colorsys, http.cookies, decimal
        colorsys.rgb_to_hsv(1, 1, 1)
     """),
    ("lazy_import_of_ones_own", "", """
        import settings
        settings.STARTED
     """),
    ("sleep", "import time\nfrom time import sleep", """
        time.sleep(0)                  # sleep time.sleep()
        sleep(0)                       # sleep time.sleep()
     """),
    ("threads", "import threading\nfrom concurrent.futures import ThreadPoolExecutor", """
        work = threading.Thread(target=int)
        work.start()                   # thread threading.Thread.start()
        work.join()
        with ThreadPoolExecutor(1) as pool:
            pool.submit(int).result()  # thread threading.Thread.start()
     """),
    ("asyncio", "import asyncio\nasync def work(): await asyncio.sleep(0)", """
        asyncio.run(work())            # asyncio asyncio.run()
     """),
    ("machine", "import os, socket, platform", """
        os.getpid()                    # machine os.getpid()
        socket.gethostname()           # machine socket.gethostname
        os.cpu_count()                 # machine os.cpu_count()
     """),
    ("ctypes", "import ctypes\nlibc = ctypes.CDLL(None)", """
        libc.getppid()                 # native ctypes.dlsym(getppid)
        ctypes.string_at(b"x")         # native ctypes.string_at
     """),
    ("numpy", "import numpy", """
        numpy.random.rand(3)           # random numpy.random.rand()
        numpy.random.default_rng()     # random numpy.random.default_rng()
     """),
    ("numpy_fixed", "import numpy", """
        numpy.random.default_rng(7)
        numpy.random.seed(7)
        numpy.random.rand(3)
     """),
    ("package_of_the_project", "import vendored", """
        vendored.stamp()               # clock time.time()
     """),
    ("telemetry", "import structlog", """
        structlog.log("x")
     """),
    ("in_a_helper", "import helper", """
        helper.today()                 #
     """),
]


def _flow():
    """flow.py, and for each case the notes that its comments ask for."""
    lines = ["import sys", "sys.path.append('site-packages')"]
    wanted = {}
    for name, imports, body in CASES:
        lines += imports.split("\n")
        lines.append("def case_{}(context):".format(name))
        notes = wanted[name] = []
        for line in body.strip("\n").rstrip().split("\n"):
            lines.append(line[4:].partition("#")[0].rstrip() or "    pass")
            for note in filter(None, line.partition("#")[2].strip().split(" | ")):
                notes.append("{} flow.py:{}".format(note, len(lines)))
    lines += ["def flow(context):", "    globals()['case_' + context.get_input()](context)",
              "    yield context.call_activity('Done')"]
    return "\n".join(lines) + "\n", wanted


FLOW, WANTED = _flow()
WANTED["in_a_helper"] = ["clock datetime.date.today() helper.py:3"]


class Reads(WatchCase):
    files = {
        "flow.py": FLOW,
        "settings.py": "import os, time\nSTARTED = time.time()\nMODE = os.getenv('MODE')\n",
        "helper.py": "import datetime\ndef today():\n    return datetime.date.today()\n",
        "site-packages/vendored/__init__.py": "import time\ndef stamp():\n    return time.time()\n",
        "site-packages/structlog/__init__.py": "import time\ndef log(text):\n    time.time()\n",
        "site-packages/numpy/__init__.py": "from . import random\n",
        "site-packages/numpy/random/__init__.py":
            "def rand(n): return [0.5] * n\ndef default_rng(seed=None): return object()\n"
            "def seed(value=None): pass\n",
    }


def _test(name):
    def test(self):
        found = self.noted(name)
        self.assertEqual(found, WANTED[name])
    return test


for _name, _, _ in CASES:
    setattr(Reads, "test_" + _name, _test(_name))

if __name__ == "__main__":
    unittest.main()
