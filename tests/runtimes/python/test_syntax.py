"""The runtime runs on the user's interpreter: syntax of Python 3.8, standard library only."""
import ast
import sys
import unittest

from paths import runtime_files


class Syntax(unittest.TestCase):
    def test_every_file_is_python_3_8(self):
        for path in runtime_files():
            with open(path, encoding="utf-8") as stream:
                ast.parse(stream.read(), path, feature_version=(3, 8))

    def test_only_the_standard_library_is_imported(self):
        for path in runtime_files():
            with open(path, encoding="utf-8") as stream:
                tree = ast.parse(stream.read(), path)
            for node in ast.walk(tree):
                names = []
                if isinstance(node, ast.Import):
                    names = [alias.name for alias in node.names]
                elif isinstance(node, ast.ImportFrom) and not node.level:
                    names = [node.module]
                for name in names:
                    root = name.split(".")[0]
                    self.assertTrue(root in sys.stdlib_module_names or root in ("_yieldscope", "yieldscope_recorder"),
                                    "{} imports {}".format(path, name))


if __name__ == "__main__":
    unittest.main()
