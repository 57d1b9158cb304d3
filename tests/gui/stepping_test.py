"""Walking through passes and yields with the keyboard."""

import unittest

from tests.gui.samples import RENAMED_ACTIVITY, THREE_CITIES
from tests.support.gui.window import Window


class Stepping(unittest.TestCase):
    def test_sample_shows_the_staircase(self):
        with Window("staircase", *THREE_CITIES) as window:
            ui = window.wait_for_trace()
            labels = {cell: ui.label("matrix/" + cell) for cell in
                      ("p1.y1", "p2.y1", "p2.y2", "p3.y1", "p3.y2", "p3.y3")}
            self.assertEqual(labels, {"p1.y1": "waiting", "p2.y1": "fresh", "p2.y2": "waiting",
                                      "p3.y1": "replayed", "p3.y2": "fresh", "p3.y3": "waiting"})
            self.assertEqual(ui.focus, "p1.start")

    def test_right_and_left_are_inverse(self):
        with Window("right-left", *THREE_CITIES, "--focus", "p3.start") as window:
            window.wait_for_trace()
            window.wait_for_focus("p3.start")
            for stop in ("p3.y1", "p3.y2", "p3.y3"):
                window.key("Right")
                window.wait_for_focus(stop)
            window.picture("at-p3.y3")
            for stop in ("p3.y2", "p3.y1", "p3.start"):
                window.key("Left")
                window.wait_for_focus(stop)

    def test_a_step_that_cannot_move_says_why(self):
        with Window("refused", *THREE_CITIES) as window:
            window.wait_for_trace()
            window.key("Left")
            ui = window.wait_for(lambda ui: ui.notice, "a reason in the status bar")
            self.assertEqual(ui.focus, "p1.start")
            self.assertEqual(ui.label("status.notice"), ui.notice)

    def test_f10_and_shift_f10_are_inverse_across_passes(self):
        with Window("f10", *THREE_CITIES) as window:
            start = window.wait_for_trace().focus
            trail = [start]
            for _ in range(6):
                window.key("F10")
                before = trail[-1]
                trail.append(window.wait_for(lambda ui: ui.focus != before, "a step forward").focus)
            self.assertGreater(len({stop.split(".")[0] for stop in trail}), 1, trail)
            for stop in reversed(trail[:-1]):
                window.key("shift+F10")
                window.wait_for_focus(stop)

    def test_down_and_up_keep_the_column(self):
        with Window("down-up", *THREE_CITIES, "--focus", "p2.y1") as window:
            window.wait_for_trace()
            window.wait_for_focus("p2.y1")
            window.key("Down")
            window.wait_for_focus("p3.y1")
            window.key("Down")
            window.wait_for_focus("p4.y1")
            window.key("Up", "Up")
            window.wait_for_focus("p2.y1")

    def test_f6_goes_to_the_divergence(self):
        with Window("divergence", *RENAMED_ACTIVITY, "--focus", "p1.start") as window:
            window.wait_for_trace()
            window.wait_for_focus("p1.start")
            window.key("F6")
            ui = window.wait_for_focus("p2.y2")
            self.assertEqual(ui.label("matrix/p2.y2"), "diverged")
            window.picture("at-divergence")
            window.key("alt+Left")
            window.wait_for_focus("p1.start")

    def test_f7_goes_to_the_next_fresh_yield(self):
        with Window("fresh", *THREE_CITIES) as window:
            window.wait_for_trace()
            window.key("F7")
            ui = window.wait_for(lambda ui: ui.focus != "p1.start", "a fresh yield")
            self.assertIn(ui.label("matrix/" + ui.focus), ("fresh", "waiting"))


if __name__ == "__main__":
    unittest.main()
