"""What the code read, and the frames it stood in: marked at the cell, the line and the state."""

import pathlib
import shutil
import tempfile
import unittest

from tests.gui.samples import EVIDENCE_CODE, HISTORY
from tests.support.gui.window import Window


class Evidence(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="yieldscope-evidence-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        shutil.copy(HISTORY, self.folder)
        (self.folder / "orchestrator.py").write_text(EVIDENCE_CODE)
        self.arguments = (self.folder / "history.json", "--orchestrator",
                          self.folder / "orchestrator.py", "--focus", "p2.y1")

    def test_a_noted_read_stands_at_its_line_and_in_the_state(self):
        with Window("noted", *self.arguments, size=(1280, 1000)) as window:
            window.wait_for_trace()
            ui = window.wait_for_focus("p2.y1")
            self.assertEqual(ui.label("panel.source/noted.9"), "clock: time.time()")
            self.assertEqual(ui.label("panel.state/evidence.0"), "clock: time.time()")
            window.picture("clock")
            window.click("panel.state/evidence.0")
            ui = window.wait_for(lambda ui: ui.line == 9, "the line of the read")
            self.assertEqual(ui.focus, "p2.y1", "the place stays")

    def test_an_outer_frame_can_be_looked_at(self):
        with Window("frames", *self.arguments, size=(1280, 1000)) as window:
            window.wait_for_trace()
            ui = window.wait_for_focus("p2.y1")
            self.assertEqual([ui.label(row) for row in ui.ids("panel.state/frame.")],
                             ["greet", "three_cities"])
            self.assertEqual(ui.line, 10)
            window.click("panel.state/frame.1")
            ui = window.wait_for(lambda ui: ui.line == 15, "the outer frame's line")
            self.assertEqual(ui.focus, "p2.y1", "the place stays")
            window.key("Right")
            window.wait_for_focus("p2.y2")

    def test_a_tooltip_waits_until_the_mouse_rests(self):
        with Window("tooltip", *self.arguments) as window:
            window.wait_for_trace()
            window.point("matrix/p2.y1")
            ui = window.wait_for(lambda ui: ui.has("tooltip"), "a tooltip")
            self.assertEqual(ui.label("tooltip"), "p2.y1  fresh")
            window.picture("cell")


if __name__ == "__main__":
    unittest.main()
