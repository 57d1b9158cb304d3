"""What the watch on user code costs: every pass of an orchestrator, with it and without it.

Plays the engine against assets/runtimes/python/host.py: pass k goes through k known yields in a
batch and is resumed once, as in a replay. Without: the same host with everything of the watch left
out. Both take turns; the ratio is that of the medians.

    python3 tests/bench/watch_cost.py [CALLS] [REPETITIONS]
"""
import json
import os
import statistics
import subprocess
import sys

_HERE = os.path.dirname(os.path.abspath(__file__))
_RUNTIME = os.path.abspath(os.path.join(_HERE, "..", "..", "assets", "runtimes", "python"))
_CLOCK = 17041032011234567
_UNWATCHED = """
import os, sys
sys.dont_write_bytecode = True
sys.path.insert(0, sys.argv[1])
from _yieldscope import importer, module_state, order, reads, watch
nothing = lambda *args: None
reads.install = watch.install = order.listen = order.look_suspended = nothing
module_state.ModuleState.begin = module_state.ModuleState.note_changes = nothing
importer.Importer().serve()
"""


class Host:
    def __init__(self, is_watched, function):
        commands, self.commands = os.pipe()
        self.answers, answers = os.pipe()
        argv = [os.path.join(_RUNTIME, "host.py")] if is_watched else ["-c", _UNWATCHED, _RUNTIME]

        def place():
            high = [os.dup(commands), os.dup(answers)]
            for target, source in zip((3, 4), high):
                os.dup2(source, target)
            os.closerange(5, 64)

        self.process = subprocess.Popen([sys.executable, "-B"] + argv, preexec_fn=place,
                                        close_fds=False, stdout=subprocess.DEVNULL)
        os.close(commands)
        os.close(answers)
        self.lines = os.fdopen(self.answers)
        self.lines.readline()
        answer = self.ask({"do": "import", "path": os.path.join(_HERE, "ordinary.py"),
                           "function": function, "module": None, "plain": False, "allow": [],
                           "limits": {"memory": 0, "output": 1 << 20}})
        assert "imported" in answer, answer
        self.ask({"do": "run"})

    def ask(self, command):
        os.write(self.commands, (json.dumps(command) + "\n").encode())
        while True:
            line = self.lines.readline()
            if not line.startswith('{"progress"'):
                return json.loads(line)

    def close(self):
        """The processor time of the host and its run."""
        os.close(self.commands)
        _, _, used = os.wait4(self.process.pid, 0)
        self.process.returncode = 0
        self.lines.close()
        return used.ru_utime + used.ru_stime


def seconds(is_watched, function, calls):
    """Processor time of all passes of one run, with start and import."""
    host = Host(is_watched, function)
    begin = {"number": 1, "instance": "abc", "parent": None,
             "input": {"text": json.dumps(calls)}, "clock": _CLOCK, "replaying": False,
             "schema": 2, "plain": False, "arguments": ""}
    answer = host.ask({"do": "start", "begin": begin,
                       "resume": ["start", False, None, 1, _CLOCK, []]})
    known = 1
    while "yield" in answer["stop"]:
        host.ask({"do": "close"})
        host.ask({"do": "pass", "begin": begin, "replay": known, "keep": known, "extend": [],
                  "runs": [[0, True]]})
        handle = answer["stop"]["yield"]
        answer = host.ask({"do": "resume", "resume": [
            "send", False, handle, known, _CLOCK, [[handle, known, True, "1", []]]]})
        known += 1
    return host.close()


def main():
    calls = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    repetitions = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    for function in ("ordinary", "clock_reader"):
        with_it, without = [], []
        for _ in range(repetitions):
            with_it.append(seconds(True, function, calls))
            without.append(seconds(False, function, calls))
        print("{}: {:.3f} s with the watch, {:.3f} s without, ratio {:.2f}".format(
            function, statistics.median(with_it), statistics.median(without),
            statistics.median(with_it) / statistics.median(without)))


if __name__ == "__main__":
    main()
