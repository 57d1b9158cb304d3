"""The order of a set that feeds a call: noted with the line, and what is ordered is not."""
import unittest

from watching import WatchCase

#: (name, body); the lines to be noted end in `# detail`.
CASES = [
    ("loop", """
        names = {"Tokyo", "Seattle", "London"}
        for name in names:             # the order of the set names
            yield context.call_activity("Hello", name)
     """),
    ("loop_sorted", """
        names = {"Tokyo", "Seattle", "London"}
        for name in sorted(names):
            yield context.call_activity("Hello", name)
     """),
    ("loop_over_numbers", """
        for number in {3, 1, 2}:
            yield context.call_activity("Hello", number)
     """),
    ("loop_over_list", """
        for name in ["Tokyo", "Seattle"]:
            yield context.call_activity("Hello", name)
     """),
    ("loop_over_dict", """
        for name in {"Tokyo": 1, "Seattle": 2}:
            yield context.call_activity("Hello", name)
     """),
    ("one_element", """
        for name in {"Tokyo"}:
            yield context.call_activity("Hello", name)
     """),
    ("variable_not_used", """
        for _ in {"a", "b"}:
            yield context.call_activity("Hello", 1)
     """),
    ("fan_out", """
        names = set(["Tokyo", "Seattle", "London"])
        tasks = [context.call_activity("Hello", name) for name in names]  # the order of the set names
        yield context.task_all(tasks)
     """),
    ("fan_out_sorted", """
        names = set(["Tokyo", "Seattle", "London"])
        tasks = [context.call_activity("Hello", name) for name in sorted(names)]
        yield context.task_all(tasks)
     """),
    ("display_in_loop", """
        for name in {"Tokyo", "Seattle"}:  # the order of {'Tokyo', 'Seattle'}
            context.call_activity("Hello", name)
        yield context.call_activity("Done")
     """),
    ("as_list", """
        names = frozenset(["Tokyo", "Seattle", "London"])
        yield context.call_activity("Hello", list(names))  # the order of the set names
     """),
    ("as_sorted_list", """
        names = frozenset(["Tokyo", "Seattle", "London"])
        yield context.call_activity("Hello", sorted(names))
     """),
    ("through_a_variable", """
        names = {"Tokyo", "Seattle", "London"}
        rows = list(names)
        first = rows[0]
        yield context.call_activity("Hello", first)  # the order of the set names
     """),
    ("sorted_later", """
        names = {"Tokyo", "Seattle", "London"}
        rows = list(names)
        rows.sort()
        yield context.call_activity("Hello", rows)
     """),
    ("counted_only", """
        names = {"Tokyo", "Seattle", "London"}
        yield context.call_activity("Hello", len(names))
     """),
    ("membership_only", """
        names = {"Tokyo", "Seattle", "London"}
        for name in ["Tokyo", "Oslo"]:
            if name in names:
                yield context.call_activity("Hello", name)
     """),
    ("pop", """
        names = {"Tokyo", "Seattle", "London"}
        yield context.call_activity("Hello", names.pop())  # the order of the set names
     """),
    ("joined", """
        names = {"Tokyo", "Seattle", "London"}
        yield context.call_activity("Hello", ", ".join(names))  # the order of the set names
     """),
    ("in_a_text", """
        names = {"Tokyo", "Seattle", "London"}
        yield context.call_activity("Hello", f"{names}")  # the order of the set names
        yield context.call_activity("Hello", str(names))
     """),
    ("keys_of_an_input", """
        names = {"Tokyo", "Seattle", "London"}
        yield context.call_activity("Hello", {name: 1 for name in names})
     """),
    ("loop_over_keys", """
        names = {"Tokyo", "Seattle", "London"}
        table = {name: 1 for name in names}
        for name in table.keys():      # the order of the set names
            yield context.call_activity("Hello", name)
     """),
    ("given_to_a_function", """
        names = {"Tokyo", "Seattle", "London"}
        yield context.call_activity("Hello", max(list(names)))
     """),
    ("from_a_helper", """
        for name in distinct(["Tokyo", "Seattle"]):  # the order of distinct(['Tokyo', 'Seattle'])
            yield context.call_activity("Hello", name)
     """),
    ("from_a_helper_sorted", """
        for name in sorted(distinct(["Tokyo", "Seattle"])):
            yield context.call_activity("Hello", name)
     """),
    ("set_of_tasks", """
        tasks = {context.call_activity("A"), context.call_activity("B")}
        yield context.task_all(tasks)  # the order of a set of tasks
     """),
    ("before_the_call", """
        total = 0
        for name in {"Tokyo", "Seattle"}:
            total += len(name)
        yield context.call_activity("Hello", total)
     """),
    ("union", """
        old, new = {"Tokyo"}, {"Seattle", "London"}
        for name in old | new:         # the order of old | new
            yield context.call_activity("Hello", name)
     """),
    ("module_set", """
        for name in NAMES:             # the order of the set NAMES
            yield context.call_activity("Hello", name)
     """),
    ("member_of_an_object", """
        for name in ORDER.names:       # the order of ORDER.names
            yield context.call_activity("Hello", name)
     """),
    ("in_a_helper_generator", """
        yield from each(context, {"Tokyo", "Seattle"})
     """),
]


def _flow():
    lines = ["NAMES = frozenset(['Tokyo', 'Seattle', 'London'])",
             "class Order: pass", "ORDER = Order()", "ORDER.names = set(NAMES)",
             "def distinct(values): return set(values)",
             "def each(context, items):",
             "    for item in items:",
             "        yield context.call_activity('Hello', item)"]
    wanted = {}
    for name, body in CASES:
        lines.append("def case_{}(context):".format(name))
        notes = wanted[name] = []
        for line in body.strip("\n").rstrip().split("\n"):
            lines.append(line[4:].partition("#")[0].rstrip() or "    pass")
            if "#" in line:
                notes.append("order {} flow.py:{}".format(line.partition("#")[2].strip(),
                                                          len(lines)))
    lines += ["def flow(context):",
              "    yield from globals()['case_' + context.get_input()](context)"]
    return "\n".join(lines) + "\n", wanted


FLOW, WANTED = _flow()
WANTED["in_a_helper_generator"] = ["order the order of the set items flow.py:7"]


class Order(WatchCase):
    files = {"flow.py": FLOW}


def _test(name):
    def test(self):
        self.assertEqual(self.noted(name), WANTED[name])
    return test


for _name, _ in CASES:
    setattr(Order, "test_" + _name, _test(_name))

if __name__ == "__main__":
    unittest.main()
