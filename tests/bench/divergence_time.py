"""Times `yieldscope replay` of a run of 10,000 events whose last call the code has renamed.

    python3 divergence_time.py PROGRAM FOLDER REPETITIONS     FOLDER: for the history; is made

The whole command is timed: loading, the interpreter's start, the replay, the alignment, the text.
"""
import json
import os
import subprocess
import sys
import time

import check_corpus

_CODE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "chain_renamed.py")
_EVENTS = 10000


def main(program, folder, repetitions):
    check_corpus.main(folder, 1, _EVENTS)
    (name,) = os.listdir(folder)
    command = [program, "replay", os.path.join(folder, name), "--orchestrator", _CODE]
    seconds = []
    for _ in range(int(repetitions)):
        start = time.perf_counter()
        done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
        seconds.append(time.perf_counter() - start)
        if b"chain: diverges at p2499.y2499 " not in done.stdout:
            sys.exit("the renamed call was not found: " + done.stdout.decode()[:500])
    print(json.dumps({"seconds": seconds}))


if __name__ == "__main__":
    main(*sys.argv[1:])
