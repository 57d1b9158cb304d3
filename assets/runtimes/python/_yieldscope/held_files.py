"""Files that the project opened for writing when it was imported: a run must not write to them.

Opening a file is heard and refused; writing to an open one is not heard. So a run may write nothing
to regular files at all, by a limit of the system that also holds for code in C: the code gets
"File too large" (EFBIG). Log files of the logging module are set aside first, because their lines
are kept as log lines of the pass anyway.
"""
import sys

from . import watch


class _Nowhere:
    """Takes the place of a log file's stream."""

    def write(self, text):
        return len(text)

    def flush(self):
        pass

    def close(self):
        pass


def set_aside():
    """In the process of a run, before the code starts; nothing when files are allowed."""
    if watch.allows("files"):
        return
    _divert_log_files()
    try:
        import resource
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
    except (ImportError, ValueError, OSError):
        pass  # no such limit here: what was opened before stays open


def _divert_log_files():
    logging = sys.modules.get("logging")
    handlers = getattr(logging, "_handlerList", None)
    for reference in list(handlers or ()):
        handler = reference() if callable(reference) else reference
        if issubclass(type(handler), logging.FileHandler):
            handler.stream = _Nowhere()
