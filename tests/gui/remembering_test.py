"""What the window knows on another day: its layout, and which found code may run."""

import pathlib
import shutil
import tempfile
import unittest

from tests.gui.samples import HISTORY, ROOT, THREE_CITIES
from tests.support.gui.window import Window


class Remembering(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="yieldscope-home-")
        self.addCleanup(folder.cleanup)
        self.home = pathlib.Path(folder.name)

    def test_borders_stay_and_can_be_reset(self):
        with Window("layout-first", *THREE_CITIES, home=self.home) as window:
            home = window.wait_for_trace().widgets["region.centre"]["rect"]
            window.drag("splitter.right", -120, 0)
            moved = window.wait_for(
                lambda ui: ui.widgets["region.centre"]["rect"][2] < home[2] - 80,
                "a narrower matrix").widgets["region.centre"]["rect"]
        with Window("layout-second", *THREE_CITIES, home=self.home) as window:
            ui = window.wait_for_trace()
            self.assertAlmostEqual(ui.widgets["region.centre"]["rect"][2], moved[2], delta=2)
            window.click("menu.View")
            window.click("menu.view.reset_layout")
            window.wait_for(lambda ui: ui.widgets["region.centre"]["rect"] == home,
                            "the matrix as it was")

    def test_a_yes_for_always_holds_until_the_file_changes(self):
        project = self.home / "project"
        shutil.copytree(ROOT / "traces" / "three_cities", project)
        history = project / HISTORY.name
        with Window("always-first", history, home=self.home) as window:
            window.wait_for(lambda ui: ui.dialog == "consent", "the question")
            window.picture("question")
            window.click("dialog.consent/always")
            window.wait_for_trace()
        with Window("always-second", history, home=self.home) as window:
            ui = window.wait_for_trace()
            self.assertEqual(ui.dialog, "none")
        with (project / "orchestrator.py").open("a") as code:
            code.write("# changed\n")
        with Window("always-changed", history, home=self.home) as window:
            ui = window.wait_for(lambda ui: ui.dialog == "consent", "the question again")
            self.assertFalse(ui.has_trace)


if __name__ == "__main__":
    unittest.main()
