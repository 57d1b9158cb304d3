"""Files that are damaged or strange: the window says so and stays."""

import pathlib
import tempfile
import unittest

from tests.gui.samples import HISTORY
from tests.support.gui.window import Window


class BadInput(unittest.TestCase):
    def setUp(self):
        self._folder = tempfile.TemporaryDirectory(prefix="yieldscope-bad-")
        self.addCleanup(self._folder.cleanup)

    def file(self, content):
        path = pathlib.Path(self._folder.name, "history.json")
        path.write_text(content)
        return path

    def test_not_a_history_is_an_error_on_screen(self):
        path = self.file("this is not a history\n")
        with Window("not-a-history", path) as window:
            ui = window.wait_for(lambda ui: ui.messages, "an error")
            self.assertIn(str(path), ui.messages[0]["text"])
            message = ui.ids("message.dismiss.")[0]
            window.picture("error")
            window.click(message)
            window.wait_for(lambda ui: not ui.messages, "the error dismissed")

    def test_missing_file_is_an_error_on_screen(self):
        with Window("missing") as window:
            window.key("ctrl+o")
            window.wait_for(lambda ui: ui.has("dialog.open/path"), "the path box")
            window.type(self._folder.name + "/nowhere.json")
            window.key("Return")
            ui = window.wait_for(lambda ui: ui.messages, "an error")
            self.assertIn("nowhere.json", ui.messages[0]["text"])

    def test_truncated_history_opens_up_to_the_cut(self):
        text = HISTORY.read_text()
        with Window("truncated", self.file(text[:len(text) * 2 // 3])) as window:
            ui = window.wait_for(lambda ui: ui.ids("panel.history/row."), "rows before the cut")
            self.assertIn("cut", ui.label("import_banner") or "nothing says so")
            window.picture("cut")
            window.click("import_banner")
            window.wait_for(lambda ui: ui.ids("panel.findings/remark."), "remarks of the import")

    def test_code_that_cannot_be_imported_leaves_the_history(self):
        code = pathlib.Path(self._folder.name, "broken.py")
        code.write_text("raise RuntimeError('no settings here')\n")
        with Window("no-import", HISTORY, "--orchestrator", code) as window:
            ui = window.wait_for(lambda ui: ui.messages and not ui.job, "an error")
            self.assertIn("no settings here", ui.messages[0]["text"])
            self.assertTrue(ui.ids("panel.history/row."))


if __name__ == "__main__":
    unittest.main()
