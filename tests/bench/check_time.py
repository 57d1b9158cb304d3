"""Times `yieldscope check` over a corpus of chain.py: check_time.py PROGRAM FOLDER REPETITIONS."""
import json
import os
import subprocess
import sys
import time

_CODE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "chain.py")


def main(program, folder, repetitions):
    seconds = []
    for _ in range(int(repetitions)):
        start = time.perf_counter()
        subprocess.run([program, "check", folder, "--orchestrator", _CODE, "--jobs", "2"],
                       check=True, stdout=subprocess.DEVNULL)
        seconds.append(time.perf_counter() - start)
    print(json.dumps({"seconds": seconds}))


if __name__ == "__main__":
    main(*sys.argv[1:])
