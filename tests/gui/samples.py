"""The samples that the window tests open, as command line arguments."""

import os
import pathlib

ROOT = pathlib.Path(os.environ["YIELDSCOPE_SOURCE_DIR"])


def _sample(name):
    folder = ROOT / "traces" / name
    return folder / "history.json", "--orchestrator", folder / "orchestrator.py"


THREE_CITIES = _sample("three_cities")
RENAMED_ACTIVITY = _sample("renamed_activity")
HISTORY = ROOT / "traces" / "three_cities" / "history.json"
