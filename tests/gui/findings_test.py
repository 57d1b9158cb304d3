"""The card of a finding, the list of rules, acceptance with a reason, proof by experiment."""

import json
import pathlib
import shutil
import tempfile
import unittest

from tests.gui.samples import RENAMED_ACTIVITY, ROOT
from tests.support.gui.window import Window

BY_CHANCE = """import random

import azure.durable_functions as df

app = df.DFApp()


@app.orchestration_trigger(context_name="context")
def renamed_activity(context):
    order = context.get_input()
    yield context.call_activity("ReserveStock", order)
    number = random.randint(0, 10**9)
    yield context.call_activity("Charge%d" % number, order)
    yield context.call_activity("ShipOrder", order)
    return "shipped"
"""


class Findings(unittest.TestCase):
    WHEEL_DOWN = 5

    def folder(self, code=None):
        folder = tempfile.TemporaryDirectory(prefix="yieldscope-findings-")
        self.addCleanup(folder.cleanup)
        path = pathlib.Path(folder.name)
        shutil.copy(ROOT / "traces" / "renamed_activity" / "history.json", path)
        shutil.copy(ROOT / "traces" / "renamed_activity" / "orchestrator.py", path)
        if code:
            (path / "orchestrator.py").write_text(code)
        return path

    @staticmethod
    def arguments(folder):
        return folder / "history.json", "--orchestrator", folder / "orchestrator.py"

    def test_the_card_shows_both_places_and_both_sides(self):
        with Window("card", *RENAMED_ACTIVITY, size=(1920, 1080)) as window:
            ui = window.wait_for_trace()
            self.assertIn("ChargeCard", ui.label("panel.findings/card.History"))
            self.assertIn("ChargePayment", ui.label("panel.findings/card.Code"))
            self.assertTrue(ui.label("panel.findings/where.0").startswith("orchestrator.py:14"))
            self.assertEqual(ui.label("panel.findings/where.1"), "p2.y2")
            self.assertEqual(ui.label("panel.findings/raised.0"), "p3")
            window.picture("renamed")

    def test_a_link_of_the_card_moves_the_focus_and_alt_left_returns(self):
        with Window("card-link", *RENAMED_ACTIVITY, size=(1920, 1080)) as window:
            window.wait_for_trace()
            window.key("Left")
            window.wait_for_focus("p2.y1")
            window.click("panel.findings/where.1")
            window.wait_for_focus("p2.y2")
            window.click("panel.findings/raised.0")
            window.wait_for_focus("p3.start")
            window.key("alt+Left")
            window.wait_for_focus("p2.y2")
            window.key("alt+Left")
            window.wait_for_focus("p2.y1")

    def test_the_card_can_be_given_more_room(self):
        with Window("card-tall", *RENAMED_ACTIVITY) as window:
            before = window.wait_for_trace().widgets["region.bottom_left"]["rect"]
            window.key("q")
            window.wait_for(
                lambda ui: ui.widgets["region.bottom_left"]["rect"][1] < before[1] - 100,
                "a taller card")
            window.picture("tall")
            window.key("q")
            window.wait_for(lambda ui: ui.widgets["region.bottom_left"]["rect"] == before,
                            "the usual height")

    def test_both_sides_are_compared_whole(self):
        with Window("compare", *RENAMED_ACTIVITY) as window:
            window.wait_for_trace()
            window.key("ctrl+shift+d")
            ui = window.wait_for(lambda ui: ui.has("dialog.compare/Payload.history"), "the box")
            self.assertEqual(ui.dialog, "compare")
            self.assertIn('"lamp"', ui.label("dialog.compare/Payload.history"))
            self.assertIn("ChargePayment", ui.label("dialog.compare/In words.code"))
            window.picture("sides")
            window.key("Escape")
            window.wait_for(lambda ui: ui.dialog == "none", "the box closed")

    def test_the_rule_of_a_finding_is_explained(self):
        with Window("explain", *RENAMED_ACTIVITY) as window:
            window.wait_for_trace()
            window.key("shift+F1")
            ui = window.wait_for(lambda ui: ui.has("dialog.rules/title"), "the rule")
            self.assertTrue(ui.has("dialog.rules/row.YS1003"))
            self.assertTrue(ui.has("dialog.rules/part.What to do"))
            title = ui.label("dialog.rules/title")
            window.picture("rule")
            window.type("YS30")
            ui = window.wait_for(lambda ui: ui.has("dialog.rules/row.YS3001"), "the filtered list")
            self.assertFalse(ui.has("dialog.rules/row.YS1003"))
            window.click("dialog.rules/row.YS3001")
            window.wait_for(lambda ui: ui.label("dialog.rules/title") not in (None, title),
                            "another rule")

    def test_a_finding_is_accepted_with_a_reason_and_taken_back(self):
        folder = self.folder()
        baseline = folder / ".yieldscope-baseline.json"
        with Window("accept", *self.arguments(folder), size=(1920, 1080)) as window:
            window.wait_for_trace()
            window.key("ctrl+shift+a")
            window.wait_for(lambda ui: ui.has("dialog.accept/reason"), "the box")
            # Without a reason nothing is accepted, and the box has the keyboard again.
            before = window.map().frame
            window.key("Return")
            window.wait_for(lambda ui: ui.frame > before + 3, "the box after Enter")
            window.type("drained by Friday")
            window.wait_for(lambda ui: ui.label("dialog.accept/reason") == "drained by Friday",
                            "the reason")
            window.picture("reason")
            window.key("Return")
            ui = window.wait_for(lambda ui: ui.label("panel.findings/card.Accepted"), "the reason")
            self.assertEqual(ui.label("panel.findings/card.Accepted"), "drained by Friday")
            window.picture("accepted")
            kept = json.loads(baseline.read_text())["accepted"]
            self.assertEqual([(entry["rule"], entry["history"], entry["reason"]) for entry in kept],
                             [("YS1003", "history.json", "drained by Friday")])
            window.click("menu.Finding")
            window.click("menu.finding.take_back")
            window.wait_for(lambda ui: not ui.has("panel.findings/card.Accepted"),
                            "no acceptance")
            self.assertEqual(json.loads(baseline.read_text())["accepted"], [])

    def test_the_cause_is_proven_by_experiment(self):
        with Window("prove", *self.arguments(self.folder(BY_CHANCE)), size=(1920, 1080)) as window:
            window.wait_for_trace()
            window.key("q")
            window.key("ctrl+F6")
            ui = window.wait_for(lambda ui: ui.ids("panel.findings/experiment.") and not ui.job,
                                 "the experiments")
            texts = [ui.label(row) for row in ui.ids("panel.findings/experiment.")]
            self.assertTrue(any("y2 changes from" in text for text in texts), texts)
            window.picture("experiments")
            window.key("shift+F6")
            window.wait_for(lambda ui: ui.line == 12, "the line that draws the number")

    def test_what_reading_the_source_found_says_so(self):
        with Window("from-source", *RENAMED_ACTIVITY, size=(1920, 1080)) as window:
            ui = window.wait_for_trace()
            self.assertFalse(ui.has("panel.findings/card.from_source"))
            self.assertTrue(ui.has("panel.source/flaw.12"))
            self.assertIn("ChargeCard", ui.label("panel.source/recorded"))
            row = next(row for row in ui.ids("panel.findings/row.")
                       if "log line" in ui.label(row))
            window.click(row)
            window.wait_for(lambda ui: ui.has("panel.findings/card.from_source") and ui.line == 12,
                            "its card and its line")
            window.picture("card")

    def test_a_field_of_the_card_is_copied(self):
        with Window("copy-field", *RENAMED_ACTIVITY, size=(1920, 1080)) as window:
            window.wait_for_trace()
            window.click("panel.findings/card.What", button=3)
            ui = window.wait_for(lambda ui: ui.has("panel.findings/copy_field"), "the menu")
            self.assertIn("ChargePayment", ui.label("panel.findings/copy_field"))
            window.click("panel.findings/copy_field")
            window.wait_for(lambda ui: ui.notice == "Copied", "the copy")

    def test_other_open_histories_that_break_the_same_way_are_named(self):
        folder = self.folder()
        for name in ("second.json", "third.json"):
            shutil.copy(folder / "history.json", folder / name)
        with Window("elsewhere", folder / "history.json", folder / "second.json",
                    folder / "third.json", "--orchestrator", folder / "orchestrator.py",
                    size=(1920, 1400)) as window:
            window.wait_for_trace()
            window.click("panel.instances/row.1")
            window.wait_for(lambda ui: ui.file.endswith("second.json") and ui.has_trace
                            and not ui.job, "the second file")
            window.key("q")
            window.click("panel.findings/card.Code", button=self.WHEEL_DOWN)
            ui = window.wait_for(lambda ui: ui.ids("panel.findings/elsewhere."), "the others")
            self.assertEqual([ui.label(row) for row in ui.ids("panel.findings/elsewhere.")],
                             ["breaks the same way", "not checked"])
            window.picture("radius")

    def test_an_issue_is_copied_without_values(self):
        with Window("issue", *RENAMED_ACTIVITY) as window:
            window.wait_for_trace()
            window.key("ctrl+shift+i")
            window.wait_for(lambda ui: ui.notice == "Copied as an issue, without values",
                            "the copy")

    def test_the_settings_of_the_project_name_the_code_and_ask(self):
        folder = self.folder()
        code = folder / "code"
        code.mkdir()
        shutil.move(folder / "orchestrator.py", code / "main.py")
        (folder / ".yieldscope.json").write_text(json.dumps(
            {"target": "code/main.py", "allow": ["net"], "baseline": "known.json"}))
        with Window("settings", folder / "history.json") as window:
            ui = window.wait_for(lambda ui: ui.has("dialog.consent/target"), "the question")
            self.assertTrue(ui.label("dialog.consent/target").endswith(
                "code/main.py, allowed to use net"))
            self.assertFalse(ui.has_trace)
            self.assertFalse(ui.widgets["dialog.consent/always"]["enabled"])
            window.picture("question")
            window.click("dialog.consent/run")
            window.wait_for_trace()


if __name__ == "__main__":
    unittest.main()
