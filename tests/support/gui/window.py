"""Drives the real window with real X input: click(id), key("Right"), wait_for(condition).

What the window shows is read from its --ui-map file, written whole after each settled frame.
Nothing sleeps for a fixed time: every verb ends in a condition, with a deadline for slow machines.
"""

import json
import os
import pathlib
import subprocess
import tempfile
import time

from tests.support.gui.x_display import XDisplay
from tests.support.gui.x_drop import drop_files

DEADLINE = 90.0
POLL = 0.02


class UiMap:
    """One settled frame."""

    def __init__(self, data):
        self.data = data
        self.widgets = {widget["id"]: widget for widget in data["widgets"]}

    def __getattr__(self, name):
        return self.data[name]

    def has(self, widget_id):
        return widget_id in self.widgets

    def label(self, widget_id):
        return self.widgets[widget_id]["label"] if self.has(widget_id) else None

    def ids(self, prefix):
        return [widget_id for widget_id in self.widgets if widget_id.startswith(prefix)]


class Window:
    """The program in a display of its own. Use as a context manager."""

    def __init__(self, name, *arguments, size=(1280, 720), pictures=None, home=None):
        self.name = name
        self._arguments = [str(argument) for argument in arguments]
        self._display = XDisplay(*size)
        self._folder = tempfile.TemporaryDirectory(prefix="yieldscope-gui-")
        # Two windows with one home are the same person on two days.
        self._home = str(home or self._folder.name)
        self._map_file = pathlib.Path(self._folder.name, "ui-map.json")
        self._pictures = pathlib.Path(pictures or os.environ["YIELDSCOPE_PICTURES"])
        self._program = None

    def __enter__(self):
        self._display.__enter__()
        width, height = self._display.size
        # The graphics driver's own leaks are not ours to report.
        environment = dict(self._display.environment(), HOME=self._home,
                           ASAN_OPTIONS="detect_leaks=0", LIBGL_ALWAYS_SOFTWARE="1")
        self._program = subprocess.Popen(
            [os.environ["YIELDSCOPE_PROGRAM"], "open", *self._arguments, "--size",
             f"{width}x{height}", "--ui-map", str(self._map_file)],
            env=environment, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        try:
            self.wait_for(lambda ui: True, "the first frame")
        except AssertionError:
            self._stop()
            raise
        return self

    def __exit__(self, kind, *_):
        try:
            self.picture("last" if kind is None else "failed")
        finally:
            self._stop()

    def _stop(self):
        self._program.terminate()
        try:
            self._program.communicate(timeout=DEADLINE)
        except subprocess.TimeoutExpired:
            self._program.kill()
            self._program.communicate()
            raise AssertionError("the window did not end when it was told to") from None
        finally:
            self._display.__exit__()
            self._folder.cleanup()

    def map(self):
        """The last settled frame; None before the first."""
        try:
            return UiMap(json.loads(self._map_file.read_text()))
        except FileNotFoundError:
            return None

    def wait_for(self, condition, what):
        """The first settled frame for which `condition` holds."""
        end = time.monotonic() + DEADLINE
        ui = None
        while time.monotonic() < end:
            ui = self.map()
            if ui is not None and condition(ui):
                return ui
            if self._program.poll() is not None:
                raise AssertionError(f"the program ended while waiting for {what}: "
                                     f"{self._program.stderr.read()}")
            time.sleep(POLL)
        seen = {key: value for key, value in ui.data.items() if key != "widgets"} if ui else None
        raise AssertionError(f"no settled frame with {what}; last seen: {seen}")

    def wait_for_trace(self):
        return self.wait_for(lambda ui: ui.has_trace and not ui.job, "a replayed trace")

    def wait_for_focus(self, locator):
        return self.wait_for(lambda ui: ui.focus == locator, f"the focus at {locator}")

    def click(self, widget_id, button=1):
        ui = self.wait_for(lambda ui: ui.has(widget_id), f"the widget {widget_id}")
        x, y = _centre(ui.widgets[widget_id])
        self._display.xdotool("mousemove", x, y)
        self._display.xdotool("mousedown", button)
        self._display.xdotool("mouseup", button)

    def drag(self, widget_id, dx, dy):
        ui = self.wait_for(lambda ui: ui.has(widget_id), f"the widget {widget_id}")
        x, y = _centre(ui.widgets[widget_id])
        # Every part must have reached a frame before the next one.
        for part in (("mousemove", x, y), ("mousedown", 1),
                     ("mousemove", x + dx // 2, y + dy // 2), ("mousemove", x + dx, y + dy),
                     ("mouseup", 1)):
            before = self.map().frame
            self._display.xdotool(*part)
            self.wait_for(lambda ui, before=before: ui.frame > before, f"{part} in a frame")

    def point(self, widget_id):
        """Moves the mouse there and leaves it."""
        ui = self.wait_for(lambda ui: ui.has(widget_id), f"the widget {widget_id}")
        self._display.xdotool("mousemove", *_centre(ui.widgets[widget_id]))

    def drop(self, *paths):
        """Drops files onto the middle of the window."""
        width, height = self._display.size
        drop_files(self._display.name, paths, width // 2, height // 2, DEADLINE)

    def key(self, *chords):
        self._display.xdotool("key", *chords)

    def type(self, text):
        self._display.xdotool("type", "--delay", 1, text)

    def picture(self, step):
        """Evidence of what was on the screen."""
        self._display.save_picture(self._pictures / f"{self.name}-{step}.png")


def _centre(widget):
    left, top, right, bottom = widget["rect"]
    return (left + right) // 2, (top + bottom) // 2
