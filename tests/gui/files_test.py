"""Several files, several instances, dropped files, traces with their source beside them."""

import pathlib
import shutil
import subprocess
import os
import tempfile
import unittest

from tests.gui.samples import HISTORY, RETRY, ROOT, two_instances
from tests.support.gui.window import Window


class Files(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="yieldscope-files-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def test_files_given_together_are_a_list(self):
        with Window("several-files", HISTORY, RETRY, "--yes") as window:
            ui = window.wait_for(lambda ui: ui.file == str(HISTORY) and not ui.job, "the first")
            self.assertEqual(ui.label("panel.instances/corpus"), "2 instances in 2 files")
            window.picture("list")
            window.click("panel.instances/row.1")
            window.wait_for(lambda ui: ui.file == str(RETRY) and not ui.job, "the second")

    def test_a_dropped_file_opens_and_runs_nothing(self):
        shutil.copy(HISTORY, self.folder / "dropped.json")
        with Window("drop") as window:
            window.wait_for(lambda ui: ui.has("welcome.open"), "the first screen")
            window.drop(self.folder / "dropped.json")
            ui = window.wait_for(lambda ui: ui.file and not ui.job, "the dropped file")
            self.assertEqual(ui.file, str(self.folder / "dropped.json"))
            self.assertFalse(ui.has_trace)

    def test_files_dropped_together_are_a_list(self):
        paths = [self.folder / name for name in ("a.json", "b with space.json")]
        for path in paths:
            shutil.copy(HISTORY, path)
        with Window("drop-two") as window:
            window.wait_for(lambda ui: ui.has("welcome.open"), "the first screen")
            window.drop(*paths)
            ui = window.wait_for(lambda ui: ui.file and not ui.job, "the first file")
            self.assertEqual(ui.label("panel.instances/corpus"), "2 instances in 2 files")
            self.assertEqual(ui.file, str(paths[0]))

    def test_instances_of_one_file_are_a_list(self):
        table = self.folder / "history.csv"
        table.write_text(two_instances())
        with Window("instances", table) as window:
            ui = window.wait_for(lambda ui: ui.ids("panel.instances/row."), "the instances")
            rows = {ui.label(row): row for row in ui.ids("panel.instances/row.")}
            self.assertEqual(len(rows), 2)
            window.picture("two")
            window.click(rows["other-instance"])
            window.wait_for(lambda ui: ui.instance == "other-instance" and not ui.job,
                            "the other instance")

    def _trace_of(self, sample):
        """A recorded trace in a folder of its own, with the code it was made from."""
        source = ROOT / "traces" / sample
        done = subprocess.run(
            [os.environ["YIELDSCOPE_PROGRAM"], "replay", str(source / "history.json"), "--yes",
             "--format", "trace"], check=False, stdin=subprocess.DEVNULL, capture_output=True,
            text=True)
        (self.folder / "run.trace.json").write_text(done.stdout)
        shutil.copy(source / "orchestrator.py", self.folder)
        return self.folder / "run.trace.json"

    def test_a_trace_shows_the_source_beside_it(self):
        trace = self._trace_of("three_cities")
        with Window("trace-source", trace) as window:
            ui = window.wait_for(lambda ui: ui.has_trace and not ui.job, "the trace")
            self.assertTrue(ui.ids("panel.source/line."))

    def test_another_version_of_the_source_is_not_shown(self):
        trace = self._trace_of("three_cities")
        with (self.folder / "orchestrator.py").open("a") as code:
            code.write("# changed\n")
        with Window("trace-other-source", trace) as window:
            ui = window.wait_for(lambda ui: ui.has_trace and not ui.job, "the trace")
            self.assertFalse(ui.ids("panel.source/line."))
            self.assertEqual(ui.label("import_banner"),
                             "orchestrator.py beside the trace is not the version that was run "
                             "(its SHA-256 differs), so its lines are not shown.")
            window.picture("differs")


if __name__ == "__main__":
    unittest.main()
