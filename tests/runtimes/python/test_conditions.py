"""Worlds of experiments (PROTOCOL.md, Worlds): equal worlds give equal values, another one others."""
import json
import os
import unittest

from watching import WatchCase, begin, CLOCK

SECOND = 1_000_000_000
#: 2024-05-01T10:00:00Z
NOW = 1_714_557_600 * SECOND
WORLD = {"clock": NOW, "tick": 1_237_000, "seed": 7}

FLOW = '''
import datetime, email.utils, json, os, random, secrets, time, uuid
from datetime import datetime as dt, date
from random import random as draw
from time import time as now, monotonic

AT_IMPORT = [time.time(), random.random(), str(uuid.uuid4()), dt.now().isoformat()]
SETTING = os.environ.get("SHOP_MODE")


class Stamp(datetime.datetime):
    pass


def clock(context):
    return [time.time(), time.time_ns(), now(), time.monotonic(), monotonic(), time.perf_counter_ns(),
            time.process_time(), time.clock_gettime(time.CLOCK_REALTIME), dt.now().isoformat(),
            datetime.datetime.utcnow().isoformat(), dt.now(datetime.timezone.utc).isoformat(),
            dt.today().isoformat(), date.today().isoformat(), Stamp.now().isoformat(),
            type(Stamp.now()).__name__, time.strftime("%Y-%m-%d"), time.ctime(), time.asctime(),
            list(time.localtime())[:3], list(time.gmtime())[:5], email.utils.formatdate()]


def chance(context):
    return [random.random(), draw(), random.randint(1, 10 ** 9), random.Random().random(),
            random.SystemRandom().random(), os.urandom(4).hex(), secrets.token_hex(8),
            secrets.randbelow(10 ** 9), str(uuid.uuid4()), str(uuid.uuid1()),
            uuid.uuid1().version, uuid.uuid4().version]


def seeded(context):
    random.seed(context.instance_id)
    return [random.random(), random.Random(3).random(), str(uuid.uuid5(uuid.NAMESPACE_DNS, "a"))]


def fixed(context):
    return [time.localtime(0)[0], dt.fromtimestamp(0, datetime.timezone.utc).isoformat(),
            dt(2024, 1, 1).isoformat(), context.current_utc_datetime.isoformat()]


def slept(context):
    before = time.monotonic()
    time.sleep(0.01)
    return round(time.monotonic() - before, 3)


def imported(context):
    return [AT_IMPORT, SETTING]


def environment(context):
    return [os.environ.get("SHOP_MODE"), os.getenv("SHOP_OTHER"), "SHOP_MODE" in os.environ,
            "PATH" in os.environ, os.environ.get("SHOP_LOCAL"), sorted(
                name for name in os.environ if name.startswith("SHOP"))]



def waits(context):
    import queue
    started = time.time()
    try:
        queue.Queue().get(timeout=0.01)
    except queue.Empty:
        return "empty"


def flow(context):
    return globals()[context.get_input()](context)
    yield
'''


class Worlds(WatchCase):
    """Each test runs flow.py in worlds of its own."""

    files = {"flow.py": FLOW, "host.json": "{}",
             "local.settings.json": '{"Values": {"SHOP_LOCAL": "set"}}'}
    at_import = None
    variables = {"SHOP_MODE": "old"}

    @classmethod
    def setUpClass(cls):
        os.environ.update(cls.variables)
        try:
            super().setUpClass()
        finally:
            for name in cls.variables:
                del os.environ[name]

    def returned(self, name, world=None):
        """What the function returns, in a run of its own in that world."""
        self.end_run()
        self.ask({"do": "run", "world": world} if world else {"do": "run"})
        type(self).is_running = True
        answer = self.ask({"do": "start", "begin": begin(1, json.dumps(name)),
                           "resume": ["start", False, None, 1, CLOCK, []]})
        self.assertIn("return", answer["stop"], answer)
        return json.loads(answer["stop"]["return"][0])

    def test_equal_worlds_give_equal_values(self):
        for name in ("clock", "chance"):
            self.assertEqual(self.returned(name, WORLD), self.returned(name, WORLD), name)

    def test_another_clock_is_another_value_of_every_read(self):
        here = self.returned("clock", WORLD)
        there = self.returned("clock", dict(WORLD, clock=NOW + 400 * 86400 * SECOND + 5 * SECOND))
        same = [a for a, b in zip(here, there) if a == b]
        self.assertEqual(same, ["Stamp"])

    def test_the_clock_counts_from_the_world(self):
        clock = self.returned("clock", WORLD)
        self.assertEqual(clock[0], 1714557600.001237)
        self.assertEqual(clock[1], NOW + 2 * 1_237_000)
        self.assertEqual(clock[9], "2024-05-01T10:00:00.012370")
        self.assertEqual(clock[10], "2024-05-01T10:00:00.013607+00:00")
        self.assertEqual(clock[19], [2024, 5, 1, 10, 0])
        self.assertEqual(clock[20], "Wed, 01 May 2024 10:00:00 -0000")

    def test_another_clock_leaves_chance_alone(self):
        self.assertEqual(self.returned("chance", WORLD),
                         self.returned("chance", dict(WORLD, clock=NOW * 2, tick=SECOND)))

    def test_another_seed_is_another_value_of_every_draw(self):
        here = self.returned("chance", WORLD)
        there = self.returned("chance", dict(WORLD, seed=8))
        self.assertEqual([a for a, b in zip(here, there) if a == b], [1, 4])

    def test_another_seed_leaves_the_clock_alone(self):
        self.assertEqual(self.returned("clock", WORLD), self.returned("clock", dict(WORLD, seed=8)))

    def test_the_edges_of_chance(self):
        low, high = (self.returned("chance", dict(WORLD, edge=edge)) for edge in (0, 1))
        self.assertEqual(low[:3], [0.0, 0.0, 1])
        self.assertEqual(high[:3], [1 - 2 ** -53, 1 - 2 ** -53, 10 ** 9])
        self.assertEqual(self.returned("seeded", dict(WORLD, edge=1)), self.returned("seeded"))

    def test_what_follows_from_arguments_stays(self):
        for name in ("seeded", "fixed"):
            self.assertEqual(self.returned(name, WORLD),
                             self.returned(name, {"clock": NOW * 2, "tick": SECOND, "seed": 9}))
            self.assertEqual(self.returned(name, WORLD), self.returned(name))

    def test_a_sleep_moves_the_clock_on(self):
        self.assertEqual(self.returned("slept", WORLD), 0.011)

    def test_libraries_keep_their_own_clock(self):
        self.assertEqual(self.returned("waits", dict(WORLD, tick=1)), "empty")

    def test_an_emptied_environment_keeps_what_python_needs(self):
        self.assertEqual(self.returned("environment"),
                         ["old", None, True, True, "set", ["SHOP_LOCAL", "SHOP_MODE"]])
        self.assertEqual(self.returned("environment", dict(WORLD, emptied=True)),
                         [None, None, False, True, None, []])

    def test_a_variable_that_is_missing_can_answer(self):
        self.assertEqual(self.returned("environment", dict(WORLD, missing="1")),
                         ["old", "1", True, True, "set", ["SHOP_LOCAL", "SHOP_MODE"]])


class WorldsFromTheImportOn(Worlds):
    """The same, with the import in a world as well."""

    at_import = dict(WORLD, emptied=True)

    @classmethod
    def tell(cls, command):
        if command["do"] == "import" and cls.at_import:
            command = dict(command, world=cls.at_import)
        super().tell(command)

    def test_what_the_module_reads_while_it_is_imported(self):
        self.assertEqual(self.imported["reads"], ["clock", "environment", "random", "uuid"])
        values, setting = self.returned("imported", WORLD)
        self.assertEqual(values[0], 1714557600.001237)
        self.assertIsNone(setting)
        again, _ = self.returned("imported", dict(WORLD, clock=NOW * 2))
        self.assertEqual(values, again)

    def test_an_emptied_environment_keeps_what_python_needs(self):
        self.assertEqual(self.returned("environment", WORLD), [None, None, False, True, None, []])

    def test_a_variable_that_is_missing_can_answer(self):
        self.assertEqual(self.returned("environment", dict(WORLD, missing="1")),
                         ["1", "1", True, True, "1", []])


if __name__ == "__main__":
    unittest.main()
