"""One JSON object a line over descriptors of our own: commands in, answers out.

Both are moved to high numbers at the start, so that code which closes 3 and 4 does not cut us off.
"""
import fcntl
import json
import os

PROTOCOL = 2
COMMANDS, ANSWERS = 3, 4
_FIRST_SAFE_DESCRIPTOR = 700
_scan = json.JSONDecoder().scan_once


class Channel:
    """The two ends of one process. A fork inherits it, with what has been read but not used."""

    def __init__(self, commands=COMMANDS, answers=ANSWERS):
        self.commands = self._move(commands)
        self.answers = self._move(answers)
        self._pending = b""

    @staticmethod
    def _move(descriptor):
        try:
            high = fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, _FIRST_SAFE_DESCRIPTOR)
        except OSError:  # the limit of open files is low: any number will do
            high = fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, 10)
        os.close(descriptor)
        return high

    def read(self):
        """The next command, or None when nobody will send one any more."""
        buffer = self._pending
        if not buffer:
            buffer = os.read(self.commands, 1 << 16)
            if not buffer:
                return None
        newline = buffer.find(b"\n")
        if newline < 0:
            chunks = [buffer]
            while True:
                chunk = os.read(self.commands, 1 << 18)
                if not chunk:
                    return None
                newline = chunk.find(b"\n")
                chunks.append(chunk)
                if newline >= 0:
                    newline += sum(map(len, chunks)) - len(chunk)
                    break
            buffer = b"".join(chunks)
        self._pending = buffer[newline + 1:]
        return _scan(buffer[:newline].decode("utf-8"), 0)[0]

    def forget_pending(self):
        """Drops what was read ahead: it was meant for a process that is gone."""
        self._pending = b""

    def write(self, line):
        """Sends one answer; `line` is JSON text in ASCII without a newline."""
        data = line.encode("ascii") + b"\n"
        sent = os.write(self.answers, data)
        while sent < len(data):
            data = data[sent:]
            sent = os.write(self.answers, data)
