"""What must work on the newest interpreter: run inside pyodide by newest_python.js.

No processes and no descriptors there: the runtime's own functions are called, the tests of the
capture code are run, and projects are loaded.
"""
import ast
import os
import sys
import unittest
import warnings

TESTS = "/tree/tests/runtimes/python"
RUNTIME = "/tree/assets/runtimes/python"
sys.path[:0] = [TESTS, RUNTIME]


def parse_everything():
    """Files that would warn on this version (a bad escape, return in finally) fail."""
    warnings.simplefilter("error")
    for folder, _, names in os.walk(RUNTIME):
        for name in sorted(names):
            if name.endswith(".py"):
                path = os.path.join(folder, name)
                with open(path, encoding="utf-8") as stream:
                    compile(ast.parse(stream.read(), path), path, "exec")
    warnings.resetwarnings()


def run_unit_tests():
    suite = unittest.defaultTestLoader.loadTestsFromNames(["test_capture", "test_context"])
    result = unittest.TextTestRunner(stream=sys.stdout, verbosity=0).run(suite)
    return result.wasSuccessful()


def load_projects():
    from _yieldscope import finder, loader, stubs
    finder.install()
    stubs.install()
    for path, recorded, name in (("v2_several/app", "monitor", "Monitor"),
                                 ("v1_several/app", "alpha", "Alpha"),
                                 ("v2_blueprints/app/blueprints/orders.py", None, "process_order"),
                                 ("missing_packages/app", "clean", "clean")):
        target = loader.load(os.path.join(TESTS, "projects", path), None, None, False, recorded)
        if target.name != name:
            raise AssertionError("{} gave {}".format(path, target.name))


parse_everything()
load_projects()
if not run_unit_tests():
    raise SystemExit("tests failed")
print("newest python: {}.{} is fine".format(*sys.version_info[:2]))
