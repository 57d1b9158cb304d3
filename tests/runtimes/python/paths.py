"""Where things are, for the tests of the Python runtime."""
import os
import sys

TOP = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", "..", ".."))
RUNTIME = os.path.join(TOP, "assets", "runtimes", "python")
CASES = os.path.join(TOP, "tests", "cases", "python_protocol")
sys.path.insert(0, RUNTIME)


def runtime_files():
    for folder, _, names in os.walk(RUNTIME):
        for name in names:
            if name.endswith(".py"):
                yield os.path.join(folder, name)
