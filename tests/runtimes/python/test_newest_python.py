"""The runtime on a newer interpreter than this machine's: CPython under Node, as pyodide brings it.

It runs where node and pyodide are installed (`npm install pyodide@0.28` in a folder that
YIELDSCOPE_PYODIDE, or NODE_PATH, names; or globally). Where they are not, it says so aloud.
"""
import os
import shutil
import subprocess
import sys
import unittest

from paths import TOP


def pyodide_folder():
    """The folder of the npm package, or None."""
    places = [os.environ.get("YIELDSCOPE_PYODIDE", "")]
    places += os.environ.get("NODE_PATH", "").split(os.pathsep)
    places += ["/usr/lib/node_modules", "/usr/local/lib/node_modules"]
    for place in filter(None, places):
        for folder in (place, os.path.join(place, "pyodide"),
                       os.path.join(place, "node_modules", "pyodide")):
            if os.path.isfile(os.path.join(folder, "pyodide.js")):
                return os.path.abspath(folder)
    return None


class NewestPython(unittest.TestCase):
    def test_the_runtime_works_on_it(self):
        node, folder = shutil.which("node"), pyodide_folder()
        if not node or not folder:
            sys.stderr.write("\nNOT RUN on a newer Python: {} is not installed here "
                             "(see test_newest_python.py).\n".format(
                                 "node" if not node else "npm's pyodide"))
            return
        script = os.path.join(TOP, "tests", "runtimes", "python", "newest_python.js")
        ran = subprocess.run([node, script, folder, TOP], stdout=subprocess.PIPE,
                             stderr=subprocess.STDOUT, universal_newlines=True, timeout=300)
        self.assertEqual(ran.returncode, 0, ran.stdout)
        self.assertRegex(ran.stdout, r"newest python: 3\.1[3-9] is fine")
        sys.stderr.write(ran.stdout[ran.stdout.index("newest python"):])


if __name__ == "__main__":
    unittest.main()
