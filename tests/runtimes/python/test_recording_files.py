"""What the recorder writes: lines, prefixes, names of files. The C++ reader has the same cases."""
import json
import multiprocessing
import os
import re
import tempfile
import threading
import unittest
import zlib

import recording_host as host
from recording_host import yieldscope_recorder as recorder


class InFolder(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.folder = os.path.join(scratch.name, "recordings")
        self.own = host.recorder(self.folder)
        recorder._failures[0] = 0
        recorder.set_folder(os.path.join(host.CASES, "approval"))
        self.addCleanup(lambda: self.assertEqual(recorder.failures(), 0))

    def text(self):
        (name,) = os.listdir(self.folder)
        with open(os.path.join(self.folder, name), encoding="ascii") as stream:
            return stream.read()


def steady(text):
    """Without what differs from process to process."""
    return re.sub(r'"process":\d+,"python":"[^"]*"', '"process":1,"python":"X"', text)


class Cases(InFolder):
    """tests/cases/recording/approval: one file, and the same passes from two processes."""

    def check(self, name, text):
        path = os.path.join(host.CASES, "approval", name)
        if os.environ.get("UPDATE_EXPECTED"):
            with open(path, "w", encoding="ascii") as stream:
                stream.write(steady(text))
        with open(path, encoding="ascii") as stream:
            self.assertEqual(steady(text), stream.read())

    def test_one_process(self):
        module, whole = host.load("approval")
        main = host.handle(module.approval, self.own)
        for payload in host.payloads(whole):
            main(payload)
        self.check("one.trace.jsonl", self.text())

    def test_a_process_that_begins_in_the_middle(self):
        module, whole = host.load("approval")
        main = host.handle(module.approval, self.own)
        for payload in list(host.payloads(whole))[2:]:
            main(payload)
        self.check("later.trace.jsonl", self.text())


class Lines(InFolder):
    def run_passes(self, function, numbers):
        _, whole = host.load("approval")
        given = list(host.payloads(whole))
        main = host.handle(function, self.own)
        for number in numbers:
            main(given[number - 1])
        return host.only(self.folder)

    def test_a_line_holds_only_what_is_new_and_the_digest_of_the_rest(self):
        module, _ = host.load("approval")
        self.run_passes(module.approval, (1, 2, 3))
        rows = {"events": [], "yields": []}
        for line in self.text().splitlines()[1:]:
            decoded = json.loads(line)
            for kind in rows:
                self.assertEqual(decoded["prefix"][kind], len(rows[kind]))
                self.assertEqual(decoded["prefix"][kind + "Digest"], "%08x" % zlib.crc32(
                    "".join(rows[kind]).encode()))
                rows[kind] += split_rows(line, kind)
        self.assertEqual((len(rows["events"]), len(rows["yields"])), (10, 3))

    def test_code_that_goes_another_way_begins_a_fork(self):
        seen = []

        def flow(context):
            seen.append(1)
            yield context.call_activity("Find")
            if len(seen) > 2:
                yield context.wait_for_external_event("Other")
            yield context.call_activity("Next")

        lines = self.run_passes(flow, (1, 2, 3))
        self.assertEqual([line["prefix"]["yields"] for line in lines[1:]], [0, 1, 1])
        self.assertEqual(lines[3]["yields"][0]["ops"][0]["name"], "Other")

    def test_a_history_that_was_rewritten_is_written_anew(self):
        def flow(context):
            yield context.call_activity("Find")

        _, whole = host.load("approval")
        main = host.handle(flow, self.own)
        first, second = list(host.payloads(whole))[:2]
        main(second)
        changed = json.loads(second)
        changed["history"][5].update(EventType=17, Reason="Rewound: TaskCompleted")
        main(json.dumps(changed))
        self.assertEqual([line["prefix"]["events"] for line in host.only(self.folder)[1:]], [0, 0])

    def test_log_lines_that_come_in_one_pass_only(self):
        module, _ = host.load("approval")
        lines = self.run_passes(module.approval, (1, 2, 3))
        (log,) = lines[2]["yields"][0]["logs"]
        self.assertEqual((log["level"], log["text"]), ("WARNING", "found Tokyo"))
        self.assertEqual(lines[3]["pass"]["differs"], [{"yield": 1, "logs": []}])

    def test_yield_from_gives_frames(self):
        module, _ = host.load("approval")
        line = self.run_passes(module.approval, (1, 2, 3))[3]
        (stop,) = line["yields"]
        places = [line["places"][at]["function"] for at in stop["frames"] + [stop["place"]]]
        self.assertEqual(places, ["approval", "ship"])

    def test_kinds_of_ops(self):
        def flow(context):
            retried = context.call_activity_with_retry("A", host.df.RetryOptions(5, 3), 1)
            child = context.call_sub_orchestrator("S", {"a": 1}, "child")
            asked = context.call_entity(host.df.EntityId("Counter", "k"), "get")
            context.signal_entity(host.df.EntityId("Counter", "k"), "add", 2)
            yield context.task_all([retried, child, asked])

        ops = self.run_passes(flow, (1,))[1]["yields"][0]["ops"]
        self.assertEqual(ops, [
            {"do": "make", "kind": "entity_signal", "task": 0, "name": "add",
             "target": "@counter@k", "input": "2"},
            {"do": "make", "kind": "activity_with_retry", "task": 1, "name": "A", "input": "1",
             "maxAttempts": 3,
             "options": '{"firstRetryIntervalInMilliseconds": 5, "maxNumberOfAttempts": 3}'},
            {"do": "make", "kind": "sub_orchestration", "task": 2, "name": "S",
             "input": '{"a": 1}', "target": "child"},
            {"do": "make", "kind": "entity_call", "task": 3, "name": "get",
             "target": "@counter@k", "input": "null"},
            {"do": "make", "kind": "all", "task": 4, "children": [1, 2, 3]}])

    def test_a_compound_is_made_where_the_code_made_it(self):
        def flow(context):
            first, second = context.call_activity("Find"), context.call_activity("Other")
            both = context.task_all([first, second])
            yield first
            yield both

        kinds = [[op["kind"] for op in stop.get("ops", ())]
                 for line in self.run_passes(flow, (1, 2))[1:] for stop in line["yields"]]
        self.assertEqual(kinds, [["activity", "activity", "all"], []])

    def test_a_wide_fan_out(self):
        def flow(context):
            yield context.task_all([context.call_activity("A", n) for n in range(300)])

        (stop,) = self.run_passes(flow, (1,))[1]["yields"]
        self.assertEqual([op["task"] for op in stop["ops"]], list(range(301)))
        self.assertEqual(stop["ops"][300]["children"], list(range(300)))

    def test_continue_as_new(self):
        def flow(context):
            yield context.call_activity("Find")
            context.continue_as_new({"n": 2})

        ended = self.run_passes(flow, (1, 2))[2]["pass"]["outcome"]
        self.assertEqual((ended["kind"], ended["input"], ended["value"]),
                         ("continued_as_new", '{"n": 2}', "null"))

    def test_a_value_that_is_no_task(self):
        own = self.own

        def flow(context):
            yield "text"

        _, whole = host.load("approval")
        context = host.df.DurableOrchestrationContext.from_json(list(host.payloads(whole))[0])
        next(recorder.wrap(flow, own)(context))
        own.flush()
        self.assertEqual(host.only(self.folder)[1]["yields"][0]["notATask"],
                         {"type": "str", "value": '"text"'})


class Plain(InFolder):
    def test_a_generator_without_a_context_has_a_history_of_its_own(self):
        def flow(name):
            got = yield {"greet": name}
            try:
                yield got
            except ValueError:
                return "caught"

        made = recorder.wrap(flow, self.own)("Ada")
        next(made)
        made.send([1])
        with self.assertRaises(StopIteration):
            made.throw(ValueError("bad"))
        head, line = host.only(self.folder)
        self.assertEqual((head["instance"]["id"], head["orchestrator"]["flavour"]),
                         ("flow-1", "generator"))
        self.assertEqual([event["type"] for event in line["events"]],
                         ["OrchestratorStarted", "ExecutionStarted", "Sent", "Thrown"])
        self.assertEqual(line["events"][1]["payload"], '["Ada"]')
        self.assertEqual([stop["ops"][0]["input"] for stop in line["yields"]],
                         ['{"greet": "Ada"}', "[1]"])
        self.assertEqual(line["pass"]["outcome"]["value"], '"caught"')


def record_in_process(folder, name):
    _, whole = host.load("approval")
    whole["instanceId"] = name

    def flow(context):
        yield context.call_activity("Find")

    main = host.handle(flow, host.recorder(folder))
    for payload in list(host.payloads(whole))[:2]:
        main(payload)


class Files(InFolder):
    def test_hostile_instance_ids_stay_inside_the_folder(self):
        names = ["../../etc/passwd", "a/b", "..", "", "x" * 4000, "line\nbreak\0", "\u4e2d\ud800",
                 "CON", "a_b", "a b"]
        for name in names:
            record_in_process(self.folder, name)
        files = os.listdir(self.folder)
        self.assertEqual(len(files), len(names))
        for file in files:
            self.assertRegex(file, r"\A[A-Za-z0-9_-][A-Za-z0-9._-]{0,130}\.trace\.jsonl\Z")
        parent = os.path.dirname(self.folder)
        self.assertEqual(os.listdir(parent), ["recordings"])

    def test_processes_and_threads_never_share_a_file(self):
        record_in_process(self.folder, "same")
        context = multiprocessing.get_context("fork")
        workers = [context.Process(target=record_in_process, args=(self.folder, "same"))
                   for _ in range(3)]
        workers += [threading.Thread(target=record_in_process, args=(self.folder, "t%d" % n))
                    for n in range(3)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        found = host.lines(self.folder)
        self.assertEqual(len(found), 7)
        for lines in found.values():
            self.assertEqual([line["pass"]["number"] for line in lines[1:]], [1, 2])

    def test_a_fork_begins_a_file_of_its_own(self):
        module, whole = host.load("approval")
        main = host.handle(module.approval, self.own)
        given = list(host.payloads(whole))
        main(given[0])
        child = os.fork()
        if child == 0:
            try:
                main(given[1])
            finally:
                os._exit(0)
        os.waitpid(child, 0)
        main(given[1])
        numbers = sorted([line["pass"]["number"] for line in lines[1:]]
                         for lines in host.lines(self.folder).values())
        self.assertEqual(numbers, [[1, 2], [2]])

    def test_a_line_that_was_cut_does_not_spoil_the_next(self):
        module, whole = host.load("approval")
        main = host.handle(module.approval, self.own)
        given = list(host.payloads(whole))
        main(given[0])
        real = os.write
        try:
            os.write = lambda descriptor, data: real(descriptor, data[:40])
            main(given[1])
        finally:
            os.write = real
        recorder._failures[0] = 0
        main(given[1])
        lines = self.text().splitlines()
        self.assertEqual((len(lines), len(lines[2])), (4, 40))
        self.assertEqual(json.loads(lines[3])["prefix"]["events"], 2)


def split_rows(line, member):
    """The texts of an array's rows, as they stand in the line."""
    at = line.index('"%s":[{' % member) + len(member) + 4 if '"%s":[{' % member in line else None
    rows = []
    decoder = json.JSONDecoder()
    while at is not None and line[at] == "{":
        _, end = decoder.raw_decode(line, at)
        rows.append(line[at:end])
        at = end + 1
    return rows


if __name__ == "__main__":
    unittest.main()
