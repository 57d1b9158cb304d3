"""Recorded conversations, replayed against host.py: `>` lines are sent, `<` lines must come back.

tests/cases/python_protocol/<name>/{orchestrator.py, transcript.txt}. UPDATE_EXPECTED=1 writes the
answers anew. The C++ side reads the same files (tests/core/orchestrators/process).
"""
import os
import re
import subprocess
import sys
import unittest

from paths import CASES, RUNTIME


class Host:
    """host.py with its two descriptors."""

    def __init__(self, folder):
        commands, self._commands = os.pipe()
        self._answers, answers = os.pipe()

        def place():
            high = [os.dup(commands), os.dup(answers)]
            for target, source in zip((3, 4), high):
                os.dup2(source, target)
            os.closerange(5, 64)

        self.process = subprocess.Popen(
            [sys.executable, "-B", os.path.join(RUNTIME, "host.py")], preexec_fn=place,
            close_fds=False, cwd=folder, env=dict(os.environ, PYTHONHASHSEED="0"))
        os.close(commands)
        os.close(answers)
        self.lines = os.fdopen(self._answers, encoding="utf-8")

    def send(self, line):
        os.write(self._commands, (line + "\n").encode())

    def answer(self):
        line = self.lines.readline()
        while line == "\n":
            line = self.lines.readline()
        return line.rstrip("\n")

    def close(self):
        os.close(self._commands)
        self.lines.close()
        self.process.wait(10)


def steady(line):
    """Without what differs from machine to machine."""
    line = re.sub(r'"python":"[^"]*"', '"python":"X"', line)
    line = re.sub(r',"executable":"[^"]*"', "", line)
    return re.sub(r'"running":\d+', '"running":1', line)


def replay(folder, lines):
    host = Host(folder)
    seen = []
    try:
        for line in lines:
            if line.startswith("> "):
                host.send(line[2:].replace("{folder}", folder))
                seen.append(line)
            elif line.startswith("< "):
                seen.append("< " + steady(host.answer()))
            else:
                seen.append(line)
    finally:
        host.close()
    return seen


class Transcripts(unittest.TestCase):
    maxDiff = None

    def test_every_transcript(self):
        names = sorted(os.listdir(CASES))
        self.assertTrue(names)
        for name in names:
            folder = os.path.join(CASES, name)
            path = os.path.join(folder, "transcript.txt")
            with open(path, encoding="utf-8") as stream:
                wanted = stream.read().splitlines()
            with self.subTest(name):
                seen = replay(folder, wanted)
                if os.environ.get("UPDATE_EXPECTED"):
                    with open(path, "w", encoding="utf-8") as stream:
                        stream.write("\n".join(seen) + "\n")
                self.assertEqual(seen, wanted)


if __name__ == "__main__":
    unittest.main()
