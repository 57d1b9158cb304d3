"""Clicking, dragging, menus and boxes."""

import unittest

from tests.gui.samples import HISTORY, THREE_CITIES
from tests.support.gui.window import Window


class Pointing(unittest.TestCase):
    def test_click_on_a_cell_moves_every_panel(self):
        with Window("click-cell", *THREE_CITIES) as window:
            window.wait_for_trace()
            window.click("matrix/p3.y2")
            ui = window.wait_for_focus("p3.y2")
            self.assertTrue(ui.label("panel.state/title").startswith("p3.y2"))
            self.assertTrue(ui.has(f"panel.source/line.{ui.line}"))
            self.assertTrue(ui.has(f"panel.history/row.{ui.event}"))

    def test_click_on_a_history_row_moves_the_focus(self):
        with Window("click-event", *THREE_CITIES, size=(1280, 1000)) as window:
            ui = window.wait_for_trace()
            row = next(row for row in ui.ids("panel.history/row.")
                       if ui.label(row) == "TaskCompleted")
            window.click(row)
            event = int(row.rsplit(".", 1)[1])
            ui = window.wait_for(lambda ui: ui.event == event, f"event {event} focused")
            self.assertEqual(ui.focus, "p2.y1")

    def test_event_tab_shows_the_payload_unwrapped(self):
        with Window("event", *THREE_CITIES, size=(1280, 1000)) as window:
            window.wait_for_trace()
            window.click("panel.history/row.2")
            window.wait_for(lambda ui: ui.event == 2, "event 2 focused")
            window.click("tab.panel.event")
            ui = window.wait_for(lambda ui: ui.has("panel.event/payload.0"), "its payload")
            self.assertEqual(ui.label("panel.event/payload.0"), '"Tokyo"')
            self.assertEqual(ui.label("panel.event/field.name"), "Hello")
            window.picture("payload")
            window.click("panel.event/copy")
            window.wait_for(lambda ui: ui.notice == "Copied", "the copy")

    def test_filter_says_what_it_hides(self):
        with Window("filter", *THREE_CITIES) as window:
            everything = len(window.wait_for_trace().ids("panel.history/row."))
            window.click("panel.history/filter")
            window.type("TaskCompleted")
            ui = window.wait_for(
                lambda ui: 0 < len(ui.ids("panel.history/row.")) < everything, "fewer rows")
            self.assertEqual({ui.label(row) for row in ui.ids("panel.history/row.")},
                             {"TaskCompleted"})

    def test_splitter_gives_room(self):
        with Window("splitter", *THREE_CITIES) as window:
            before = window.wait_for_trace().widgets["region.centre"]["rect"]
            window.drag("splitter.right", -120, 0)
            window.wait_for(lambda ui: ui.widgets["region.centre"]["rect"][2] < before[2] - 80,
                            "a narrower matrix")

    def test_theme_is_a_menu_item(self):
        with Window("theme", *THREE_CITIES) as window:
            self.assertEqual(window.wait_for_trace().theme, "dark")
            window.click("menu.View")
            window.click("menu.view.theme")
            window.wait_for(lambda ui: ui.theme == "light", "the light theme")
            window.picture("light")

    def test_question_mark_opens_the_sheet_of_keys(self):
        with Window("keys", *THREE_CITIES) as window:
            window.wait_for_trace()
            window.key("question")
            ui = window.wait_for(lambda ui: ui.dialog == "key_sheet", "the sheet")
            ui = window.wait_for(lambda ui: ui.has("dialog.keys/replay.forward"), "its rows")
            self.assertEqual(ui.label("dialog.keys/replay.forward"), "F10")
            window.picture("sheet")
            window.key("Escape")
            window.wait_for(lambda ui: ui.dialog == "none", "the sheet closed")

    def test_path_can_be_typed(self):
        with Window("open") as window:
            window.key("ctrl+o")
            window.wait_for(lambda ui: ui.has("dialog.open/path"), "the path box")
            window.type(str(HISTORY))
            window.wait_for(lambda ui: ui.label("dialog.open/path") == str(HISTORY),
                            "the typed path")
            window.picture("typed")
            window.key("Return")
            ui = window.wait_for(lambda ui: ui.file == str(HISTORY) and not ui.job, "the file")
            self.assertFalse(ui.has_trace, "opening a file must not run code")

    def test_code_is_run_only_after_a_yes(self):
        with Window("consent", HISTORY) as window:
            ui = window.wait_for(lambda ui: ui.dialog == "consent", "the question")
            self.assertFalse(ui.has_trace)
            window.picture("question")
            window.click("dialog.consent/run")
            window.wait_for_trace()

    def test_first_screen_opens_a_sample(self):
        with Window("welcome") as window:
            ui = window.wait_for(lambda ui: ui.ids("welcome.sample."), "the samples")
            self.assertTrue(ui.has("welcome.open"))
            window.picture("empty")
            window.click("welcome.sample.0")
            window.wait_for(lambda ui: ui.file, "the sample")


if __name__ == "__main__":
    unittest.main()
