"""What the replay of chain.py is measured against: the least that any replayer in Python does.

All passes of a chain of N calls: pass k runs the generator from its first line through k answers. A
call makes an object of five slots and dumps its input as JSON; each answer is loaded from text
before it is sent. For N = 1000 that is 1001 passes and 500,500 resumed yields.

    python3 tests/bench/python_chain_baseline.py N REPETITIONS
"""

import json
import sys
import time

from chain import chain


class Task:
    __slots__ = ("handle", "kind", "name", "input", "state")

    def __init__(self, handle, kind, name, value):
        self.handle = handle
        self.kind = kind
        self.name = name
        self.input = json.dumps(value)
        self.state = "running"


class Context:
    def __init__(self, length):
        self.length = length
        self.made = 0

    def get_input(self):
        return json.loads(self.length)

    def call_activity(self, name, value):
        task = Task(self.made, "activity", name, value)
        self.made += 1
        return task


def run_passes(length):
    """The number of yields that were resumed."""
    answers = [json.dumps(i) for i in range(length)]
    resumed = 0
    for number in range(length + 1):
        generator = chain(Context(json.dumps(length)))
        task = next(generator)
        for answer in answers[:number]:
            assert task.handle < length
            resumed += 1
            try:
                task = generator.send(json.loads(answer))
            except StopIteration as end:
                assert end.value == length
        generator.close()
    return resumed


def main():
    length = int(sys.argv[1])
    seconds = []
    for _ in range(int(sys.argv[2])):
        begin = time.perf_counter()
        resumed = run_passes(length)
        seconds.append(time.perf_counter() - begin)
    print(json.dumps({"calls": length, "resumed": resumed, "seconds": seconds}))


if __name__ == "__main__":
    main()
