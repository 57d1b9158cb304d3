"""Projects as they are: several orchestrators in a file, packages that are not installed."""

import pathlib
import shutil
import tempfile
import unittest

from tests.gui.samples import HISTORY
from tests.support.gui.window import Window

SEVERAL = """import azure.durable_functions as df

app = df.DFApp()


@app.orchestration_trigger(context_name="context")
def alpha(context):
    return (yield context.call_activity("Hello", "Tokyo"))


@app.orchestration_trigger(context_name="context")
def beta(context):
    tokyo = yield context.call_activity("Hello", "Tokyo")
    seattle = yield context.call_activity("Hello", "Seattle")
    return [tokyo, seattle, (yield context.call_activity("Hello", "London"))]
"""

MISSING = "import package_that_nobody_has\n" + SEVERAL.replace("beta", "three_cities")


class Projects(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="yieldscope-project-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        shutil.copy(HISTORY, self.folder)

    def arguments(self, code):
        target = self.folder / "function_app.py"
        target.write_text(code)
        return self.folder / "history.json", "--orchestrator", target

    def test_one_of_several_orchestrators_is_picked_from_a_list(self):
        with Window("several", *self.arguments(SEVERAL)) as window:
            ui = window.wait_for(lambda ui: ui.dialog == "choose_orchestrator", "the list")
            ui = window.wait_for(lambda ui: ui.ids("dialog.choice/row."), "its rows")
            self.assertEqual([ui.label(row) for row in ui.ids("dialog.choice/row.")],
                             ["alpha", "beta"])
            self.assertFalse(ui.has_trace)
            window.picture("list")
            window.click("dialog.choice/row.1")
            ui = window.wait_for_trace()
            self.assertEqual(ui.label("matrix/p4.y3"), "fresh")

    def test_a_list_that_is_left_leaves_the_reason(self):
        with Window("several-left", *self.arguments(SEVERAL)) as window:
            window.wait_for(lambda ui: ui.ids("dialog.choice/row."), "the list")
            window.key("Escape")
            ui = window.wait_for(lambda ui: ui.messages, "the reason")
            self.assertEqual(ui.messages[0]["code"], "target.several_orchestrators")

    def test_missing_packages_are_offered_stand_ins(self):
        with Window("stubs", *self.arguments(MISSING)) as window:
            window.wait_for(lambda ui: ui.dialog == "stub_missing", "the offer")
            ui = window.wait_for(lambda ui: ui.has("dialog.stub/error"), "what is missing")
            self.assertIn("package_that_nobody_has", ui.label("dialog.stub/error"))
            window.picture("offer")
            window.click("dialog.stub/run")
            ui = window.wait_for_trace()
            self.assertEqual(ui.dialog, "none")

    def test_passes_that_were_not_run_are_not_shown_as_run(self):
        with Window("left-out", *self.arguments(SEVERAL.replace("beta", "three_cities")),
                    "--passes", "last") as window:
            ui = window.wait_for_trace()
            self.assertEqual([ui.label(row) for row in ui.ids("matrix/left_out.")],
                             ["3 passes not run"])
            window.picture("last")
            window.click("menu.File")
            window.click("menu.file.run_all_passes")
            window.wait_for(lambda ui: ui.passes == 4 and not ui.job, "every pass")


if __name__ == "__main__":
    unittest.main()
