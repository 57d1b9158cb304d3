"""What the code writes: print, stderr and logging, kept as lines with the place that wrote them.

sys.stdout and sys.stderr are replaced while user code runs; descriptors 1 and 2 stay the parent's
business.
"""
import io
import sys

from .places import caller, place_of_caller

_LIMIT = 1 << 20


class Log:
    """Lines of one pass as (stream, level, text, place), up to a limit of characters."""

    def __init__(self):
        self.lines = []
        self.limit = _LIMIT
        self.left = _LIMIT
        self.dropped = 0
        self._parts = {}

    def begin_pass(self):
        self.take()
        self.left = self.limit
        self.dropped = 0

    def write(self, stream, text):
        """Adds text; a line ends at its newline, or when the code stops."""
        if self.left <= 0:
            self.dropped += len(text)
            return
        if len(text) > self.left:
            self.dropped += len(text) - self.left
            text = text[:self.left]
        self.left -= len(text)
        if stream in self._parts:
            before, place = self._parts.pop(stream)
            text = before + text
        else:
            place = caller()
        lines = text.split("\n")
        rest = lines.pop()
        for line in lines:
            self.lines.append((stream, "", line, place))
        if rest:
            self._parts[stream] = (rest, place)

    def add(self, level, text, place):
        if self.left <= 0:
            self.dropped += len(text)
            return
        self.left -= len(text)
        self.lines.append(("logging", level, text[:self.left + len(text)], place))

    def has_any(self):
        """Whether take() would give something."""
        return self.lines or self._parts or self.dropped

    def take(self):
        """The lines since the last call, unfinished ones included."""
        if not (self.lines or self._parts or self.dropped):
            return ()
        for stream, (text, place) in self._parts.items():
            self.lines.append((stream, "", text, place))
        self._parts.clear()
        if self.dropped:
            self.lines.append(("error", "", "{} more characters were not kept: the limit is {} a "
                               "pass".format(self.dropped, self.limit), ("", "", 0)))
            self.dropped = 0
        lines, self.lines = self.lines, []
        return lines


class _Bytes(io.RawIOBase):
    """The `buffer` of a stream: bytes written there count as text."""

    def __init__(self, owner):
        io.RawIOBase.__init__(self)
        self._owner = owner

    def writable(self):
        return True

    def write(self, data):
        self._owner.write(bytes(data).decode("utf-8", "replace"))
        return len(data)


class Stream(io.TextIOBase):
    """Stands for sys.stdout or sys.stderr."""

    encoding = "utf-8"
    errors = "replace"

    def __init__(self, log, name, descriptor):
        io.TextIOBase.__init__(self)
        self._log = log
        self._name = name
        self._descriptor = descriptor
        self.buffer = _Bytes(self)

    def write(self, text):
        if not isinstance(text, str):
            raise TypeError("write() argument must be str, not {}".format(type(text).__name__))
        if text:
            self._log.write(self._name, text)
        return len(text)

    def writable(self):
        return True

    def fileno(self):
        return self._descriptor

    def isatty(self):
        return False

    def close(self):
        pass


def install(log):
    sys.stdout = Stream(log, "print", 1)
    sys.stderr = Stream(log, "error", 2)
    sys.stdin = io.StringIO("")


def install_logging(log):
    """Listens to logging, when the project uses it. The worker's level is INFO; so is ours."""
    logging = sys.modules.get("logging")
    if logging is None or not hasattr(logging, "Handler"):
        return
    root = logging.getLogger()
    if any(getattr(handler, "is_yieldscope", False) for handler in root.handlers):
        return

    class Handler(logging.Handler):
        is_yieldscope = True

        def emit(self, record):
            try:
                text = record.getMessage()
            except Exception as error:
                text = "{} ({}: {})".format(record.msg, type(error).__name__, error)
            if record.exc_info and record.exc_info[0] is not None:
                text += " [{}: {}]".format(record.exc_info[0].__name__, record.exc_info[1])
            log.add(record.levelname, text, place_of_caller(sys._getframe(1)))

    root.addHandler(Handler())
    if root.level == logging.WARNING:
        root.setLevel(logging.INFO)
