"""Cases of test_source_check.py: reads, acts, module state, order."""

#: name -> orchestrator body (or a whole file where it holds `def flow`).
READS = {
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
}
