"""Locals: shapes, limits, and that nothing of the user's is called."""
import collections
import enum
import json
import unittest

import paths  # noqa: F401
from _yieldscope import capture


def shown(**values):
    return dict(json.loads(json.loads(capture.locals_literal(values))))


class Level(enum.IntEnum):
    HIGH = 3


class Shapes(unittest.TestCase):
    def test_scalars(self):
        nodes = shown(a=1, b=1.5, c=True, d=None, e="x", f=b"\x00")
        self.assertEqual(nodes["a"], {"type": "int", "text": "1"})
        self.assertEqual(nodes["b"], {"type": "float", "text": "1.5"})
        self.assertEqual(nodes["c"], {"type": "bool", "text": "True"})
        self.assertEqual(nodes["d"], {"type": "NoneType", "text": "None"})
        self.assertEqual(nodes["e"], {"type": "str", "text": "x", "size": 1})
        self.assertEqual(nodes["f"], {"type": "bytes", "text": "b'\\x00'", "size": 1})

    def test_containers(self):
        self.assertEqual(shown(a=[1])["a"],
                         {"type": "list", "size": 1, "items": [{"type": "int", "text": "1"}]})
        self.assertEqual(shown(a={"k": 1, 2: 3})["a"]["fields"],
                         [["k", {"type": "int", "text": "1"}], ["2", {"type": "int", "text": "3"}]])
        self.assertEqual(shown(a=())["a"], {"type": "tuple", "size": 0, "items": []})

    def test_subclasses_of_builtins(self):
        self.assertEqual(shown(a=Level.HIGH)["a"], {"type": "Level", "text": "3"})
        self.assertEqual(shown(a=collections.OrderedDict(k=1))["a"]["type"], "OrderedDict")

    def test_a_list_inside_itself(self):
        loop = []
        loop.append(loop)
        self.assertEqual(shown(a=loop)["a"]["items"], [{"type": "list", "size": 1, "cut": True}])


class Limits(unittest.TestCase):
    def test_depth(self):
        self.assertEqual(shown(a=[[[[1]]]])["a"]["items"][0]["items"][0]["items"],
                         [{"type": "list", "size": 1, "cut": True}])

    def test_items_and_text(self):
        node = shown(a=list(range(200)))["a"]
        self.assertEqual((len(node["items"]), node["size"], node["cut"]), (100, 200, True))
        node = shown(a="x" * 5000)["a"]
        self.assertEqual((len(node["text"]), node["size"], node["cut"]), (1000, 5000, True))

    def test_bytes_a_yield(self):
        text = json.loads(capture.locals_literal({"v%d" % i: ["x" * 900] * 90 for i in range(50)}))
        self.assertLess(len(text), 80 << 10)
        self.assertEqual(json.loads(text)[-1], ["\u2026", {"type": "", "cut": True}])

    def test_great_numbers_are_not_written_out(self):
        self.assertEqual(shown(a=1 << 5000)["a"],
                         {"type": "int", "text": "5001 bits", "cut": True})


class Digests(unittest.TestCase):
    def test_shallow(self):
        class Own:
            def __eq__(self, other):
                raise AssertionError("never called")
            __hash__ = None

        self.assertEqual(capture.digest([1, "a", [1, 2], {}, Own()]), [1, "a", 2, 0, id(Own)])


if __name__ == "__main__":
    unittest.main()
