"""The list of instances: filter, states, tree, folders, rows without an instance; progress."""

import pathlib
import shutil
import tempfile
import unittest

from tests.gui.samples import HISTORY, many_instances
from tests.support.gui.window import Window

WAITS = """import azure.durable_functions as df


def three_cities(context):
    while True:
        pass
    yield


main = df.Orchestrator.create(three_cities)
"""


def rows(ui):
    return [ui.label(row) for row in ui.ids("panel.instances/row.")]


def settle(window, act, *arguments):
    """Does it and waits for a settled frame after it, so that a text box has the keyboard."""
    before = window.map().frame
    act(*arguments)
    window.wait_for(lambda ui: ui.frame > before, "a frame after it")


class Instances(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="yieldscope-instances-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name, "corpus")
        self.folder.mkdir()

    def table(self, count, failed=()):
        path = self.folder / "table.csv"
        path.write_text(many_instances(count, failed))
        return path

    def test_typing_narrows_the_list_and_enter_opens(self):
        with Window("filter", self.table(40, failed=(7, 23)), size=(1280, 720)) as window:
            window.wait_for(lambda ui: rows(ui) and not ui.job, "the list")
            settle(window, window.key, "ctrl+shift+f")
            window.type("order-02")
            ui = window.wait_for(lambda ui: ui.label("panel.instances/shown") == "10 of 41",
                                 "ten of them")
            self.assertEqual(rows(ui)[0], "order-020")
            settle(window, window.key, "Down")
            settle(window, window.key, "Down")
            window.key("Return")
            window.wait_for(lambda ui: ui.instance == "order-021" and not ui.job, "the second")
            window.picture("narrowed")
            settle(window, window.key, "ctrl+shift+f")
            window.key("Escape")
            window.wait_for(lambda ui: ui.label("panel.instances/shown") == "41 instances",
                            "all of them again")

    def test_a_state_is_chosen_by_its_chip(self):
        with Window("states", self.table(40, failed=(7, 23))) as window:
            ui = window.wait_for(lambda ui: rows(ui) and not ui.job, "the list")
            self.assertEqual(ui.label("panel.instances/group.Failed"), "Failed 2")
            window.click("panel.instances/group.Failed")
            ui = window.wait_for(lambda ui: ui.label("panel.instances/shown") == "2 of 41",
                                 "the failed ones")
            self.assertEqual(rows(ui), ["order-007", "order-023"])
            window.picture("failed")
            window.click("panel.instances/clear")
            window.wait_for(lambda ui: ui.label("panel.instances/shown") == "41 instances",
                            "all of them again")

    def test_a_filter_that_hides_all_says_how_to_clear_it(self):
        with Window("nothing", self.table(3)) as window:
            window.wait_for(lambda ui: rows(ui) and not ui.job, "the list")
            settle(window, window.click, "panel.instances/filter")
            window.type("nowhere")
            window.wait_for(lambda ui: ui.has("panel.instances/clear_all"), "what to do")
            window.picture("empty")
            window.click("panel.instances/clear_all")
            window.wait_for(lambda ui: len(rows(ui)) == 4, "all of them")

    def test_children_stand_behind_their_parent_and_fold(self):
        with Window("tree", self.table(3), size=(1920, 1080)) as window:
            ui = window.wait_for(lambda ui: rows(ui) and not ui.job, "the list")
            self.assertEqual(rows(ui), ["order-000", "order-000:0001", "order-001", "order-002"])
            window.picture("open")
            window.click("panel.instances/fold.0")
            ui = window.wait_for(lambda ui: len(rows(ui)) == 3, "the child folded away")
            self.assertEqual(ui.label("panel.instances/shown"), "3 of 4")
            window.picture("folded")

    def corpus(self):
        self.table(5, failed=(2,))
        shutil.copy(HISTORY, self.folder / "payload.json")
        (self.folder / "broken.json").write_text('{"events": 7}\n')
        return self.folder

    def test_a_folder_opens_as_one_list(self):
        folder = self.corpus()
        with Window("folder", size=(1920, 1080)) as window:
            window.wait_for(lambda ui: ui.has("welcome.open"), "the first screen")
            window.key("ctrl+k")
            window.wait_for(lambda ui: ui.dialog == "open_folder", "the box for a folder")
            window.picture("box")
            window.key("ctrl+a")
            window.type(str(folder))
            window.key("Return")
            ui = window.wait_for(lambda ui: rows(ui) and not ui.job, "the list")
            self.assertEqual(ui.label("panel.instances/corpus"), "7 instances in 3 files")
            self.assertIn("1 storage-table", ui.label("panel.instances/formats"))
            window.picture("corpus")

    def test_a_dropped_folder_opens_and_a_broken_file_says_what_to_do(self):
        folder = self.corpus()
        with Window("problem") as window:
            window.wait_for(lambda ui: ui.has("welcome.open"), "the first screen")
            window.drop(folder)
            ui = window.wait_for(lambda ui: rows(ui) and not ui.job, "the list")
            instance = ui.instance
            window.click("panel.instances/group.Not readable")
            ui = window.wait_for(lambda ui: rows(ui) == ["broken.json"], "the broken file")
            window.click(ui.ids("panel.instances/row.")[0])
            ui = window.wait_for(lambda ui: ui.messages, "why it is broken")
            self.assertIn("broken.json", ui.messages[0]["text"])
            self.assertEqual(ui.instance, instance)
            window.picture("said")

    def test_long_work_shows_how_long_it_takes_and_escape_stops_it(self):
        code = self.folder / "waits.py"
        code.write_text(WAITS)
        with Window("progress", HISTORY, "--orchestrator", f"{code}:three_cities") as window:
            ui = window.wait_for(lambda ui: ui.has("progress.title"), "the card")
            self.assertEqual(ui.label("progress.title"), "Replaying waits.py:three_cities")
            window.picture("card")
            window.key("Escape")
            ui = window.wait_for(lambda ui: not ui.job, "the end of the work")
            self.assertIn("Cancelled", ui.notice)
            self.assertTrue(ui.ids("panel.history/row."))
            self.assertFalse(ui.has("progress.title"))


if __name__ == "__main__":
    unittest.main()
