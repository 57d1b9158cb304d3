"""Module variables that a pass changed, with the line that changes them; what stays is not noted."""
import unittest

from watching import WatchCase

_FLOW = """
import itertools, random, shared
from functools import lru_cache

lines = []
count = 0
table = {"a": {"n": 1}}
RATES = {"eur": 1.1}

class Totals:
    made = 0

    def __init__(self):
        self.sum = 0
        self.secret = Bomb()

class Bomb:
    def __eq__(self, other): raise SystemError("eq was called")
    __hash__ = None
    def __repr__(self): raise SystemError("repr was called")
    @property
    def value(self): raise SystemError("property was called")

totals = Totals()

def remember(item, seen=[]):
    seen.append(item)

@lru_cache(maxsize=None)
def rate(name):
    return RATES[name]

def case_list(context):
    lines.append("x")                  # 34
    yield context.call_activity("A")

def case_counter(context):
    global count
    count += 1                         # 39
    yield context.call_activity("A")

def case_nested(context):
    table["a"]["n"] += 1               # 43
    yield context.call_activity("A")

def case_object(context):
    totals.sum += 1                    # 47
    yield context.call_activity("A")

def case_class(context):
    Totals.made += 1                   # 51
    yield context.call_activity("A")

def case_default(context):
    remember(1)
    yield context.call_activity("A")

def case_function(context):
    case_list.calls = 1                # 59
    yield context.call_activity("A")

def case_other_module(context):
    shared.put("x")
    yield context.call_activity("A")

def case_nothing(context):
    lines = []
    lines.append("local")
    rate("eur")
    total = sum(RATES.values())
    import json
    yield context.call_activity("A", total)

DICE = random.Random(7)                # 74
NUMBERS = itertools.count()            # 75

def case_generator_of_the_module(context):
    yield context.call_activity("A", [DICE.random(), next(NUMBERS)])

def flow(context):
    yield from globals()["case_" + context.get_input()](context)
"""
_SHARED = """
CACHE = {}

def put(key):
    CACHE[key] = CACHE.get(key, 0) + 1
"""


class ModuleState(WatchCase):
    files = {"flow.py": _FLOW, "shared.py": _SHARED}

    def test_a_list_that_grows(self):
        self.assertEqual(self.noted("list"), ["state module variable lines flow.py:34"])

    def test_every_pass_notes_its_change(self):
        self.assertEqual(self.noted("counter", 3), ["state module variable count flow.py:39"] * 3)

    def test_a_value_inside_a_dict(self):
        self.assertEqual(self.noted("nested"), ["state module variable table flow.py:43"])

    def test_a_member_of_an_object(self):
        self.assertEqual(self.noted("object"), ["state module variable totals flow.py:47"])

    def test_a_member_of_a_class(self):
        self.assertEqual(self.noted("class"), ["state module variable Totals flow.py:51"])

    def test_a_default_that_is_kept(self):
        self.assertEqual(self.noted("default"), ["state module variable remember flow.py:26"])

    def test_an_attribute_of_a_function(self):
        self.assertEqual(self.noted("function"), ["state module variable case_list flow.py:59"])

    def test_another_module_of_the_project(self):
        self.assertEqual(self.noted("other_module"), ["state module variable CACHE shared.py:5"])

    def test_generators_that_go_on_from_pass_to_pass(self):
        self.assertEqual(self.noted("generator_of_the_module"), [
            "state module variable DICE flow.py:74", "state module variable NUMBERS flow.py:75"])

    def test_what_stays_is_not_noted(self):
        self.assertEqual(self.noted("nothing", 3), [])


if __name__ == "__main__":
    unittest.main()
