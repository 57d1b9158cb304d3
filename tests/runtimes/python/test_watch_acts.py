"""Replay must not act: what is refused, what an allowance lets through, what a run cannot reach."""
import os
import socket
import time
import unittest

from watching import CLOCK, WatchCase, begin

_ATTEMPTS = """
import _thread, io, logging, os, pathlib, shutil, socket, sqlite3, subprocess, tempfile, threading
import time, urllib.request, webbrowser
HELD = open('held.txt', 'a')
logging.basicConfig(filename='app.log', level=logging.INFO)
PAIR = socket.socketpair(socket.AF_UNIX)

def attempt(action):
    try:
        action()
    except OSError as error:  # urllib wraps the PermissionError
        return 'refused' if 'Yieldscope refused' in str(error) else str(error)
    return 'done'

def writes():
    return [attempt(lambda: open('made.txt', 'w')), attempt(lambda: open('flow.py', 'r+')),
            attempt(lambda: pathlib.Path('made.txt').write_text('x')),
            attempt(lambda: os.open('made.txt', os.O_CREAT)),
            attempt(lambda: os.mkdir('made')), attempt(lambda: os.makedirs('made/deep')),
            attempt(lambda: os.rename('flow.py', 'made.py')),
            attempt(lambda: os.replace('flow.py', 'made.py')),
            attempt(lambda: os.symlink('flow.py', 'made.py')),
            attempt(lambda: os.mkfifo('made')), attempt(lambda: os.truncate('flow.py', 0)),
            attempt(lambda: os.chmod('flow.py', 0)), attempt(lambda: os.utime('flow.py')),
            attempt(lambda: shutil.copy('flow.py', 'made.py')),
            attempt(lambda: sqlite3.connect('made.db'))]

def processes():
    return [attempt(lambda: os.system('touch made.txt')),
            attempt(lambda: subprocess.run(['touch', 'made.txt'])),
            attempt(lambda: os.popen('touch made.txt')),
            attempt(lambda: os.posix_spawn('/bin/true', ['true'], {})),
            attempt(os.fork), attempt(lambda: os.kill(os.getppid(), 0))]

def sockets():
    return [attempt(lambda: socket.create_connection(('127.0.0.1', 9))),
            attempt(lambda: urllib.request.urlopen('http://127.0.0.1:9/')),
            attempt(lambda: socket.socket().bind(('', 0))),
            attempt(lambda: socket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', 9))),
            attempt(lambda: socket.gethostbyname('localhost')),
            attempt(lambda: PAIR[0].send(b'inside the process'))]

def harmless():
    sqlite3.connect(':memory:').execute('create table t(x)')
    open(os.devnull, 'w').write('x')
    return io.StringIO().write('x')

def held():
    try:
        HELD.write('x')
        HELD.flush()
    except OSError as error:
        return [error.errno, str(error)]

def logs():
    logging.info('order 7')

def in_thread():
    seen = []
    def act():
        time.sleep(0.05)
        seen.append(attempt(lambda: open('made.txt', 'w')))
    work = threading.Thread(target=act)
    work.start()
    yield
    work.join()
    return seen

def flow(context):
    action = globals()[context.get_input()]
    if action is not in_thread:
        return action()
    inner = in_thread()
    next(inner)
    yield context.call_activity('A')
    try:
        next(inner)
    except StopIteration as stop:
        return stop.value
"""


class Acts(WatchCase):
    files = {"flow.py": _ATTEMPTS}

    def returned(self, name):
        return self.run_passes(name)[-1]["stop"]["return"][0]

    def left_behind(self):
        return sorted(name for name in os.listdir(self.folder) if name.startswith("made"))

    def test_files_are_not_changed(self):
        self.assertEqual(self.returned("writes"), str(["refused"] * 15).replace("'", '"'))
        self.assertEqual(self.left_behind(), [])

    def test_processes_are_not_started(self):
        self.assertEqual(self.returned("processes"), str(["refused"] * 6).replace("'", '"'))
        self.assertEqual(self.left_behind(), [])

    def test_sockets_are_not_connected(self):
        self.assertEqual(self.returned("sockets"),
                         str(["refused"] * 5 + ["done"]).replace("'", '"'))

    def test_what_stays_inside_is_let_through(self):
        self.assertEqual(self.returned("harmless"), "1")
        self.assertEqual(self.noted("harmless"), [])

    def test_a_file_that_the_import_opened_is_not_written_to(self):
        self.assertEqual(self.returned("held"), '[27, "[Errno 27] File too large"]')
        self.assertEqual(os.path.getsize(os.path.join(self.folder, "held.txt")), 0)

    def test_log_files_are_set_aside(self):
        advance = self.run_passes("logs")[0]
        self.assertEqual([line[:3] for line in advance["logs"]], [["logging", "INFO", "order 7"]])
        self.assertEqual(os.path.getsize(os.path.join(self.folder, "app.log")), 0)

    def test_a_thread_of_the_orchestrator_is_refused_after_the_yield_as_well(self):
        self.begin_run()
        first = self.ask({"do": "start", "begin": begin(1, '"in_thread"'),
                          "resume": ["start", False, None, 1, CLOCK, []]})
        self.assertEqual([note[:3] for note in first["noted"]],
                         [["thread", "threading.Thread.start()", False],
                          ["sleep", "time.sleep()", False]])
        time.sleep(0.3)
        last = self.ask({"do": "resume", "resume": ["send", False, 0, 5, CLOCK,
                                                    [[0, 5, True, "1", []]]]})
        self.assertEqual(last["stop"]["return"][0], '["refused"]')
        self.assertEqual(last["noted"], [["file", "open(made.txt)", True,
                                          ["flow.py", "in_thread.<locals>.act.<locals>.<lambda>",
                                           last["noted"][0][3][2]]]])
        self.assertEqual(self.left_behind(), [])


class Allowed(WatchCase):
    files = {"flow.py": "import socket, os\ndef flow(context):\n"
                        "    with open('made.txt', 'w') as stream: stream.write('x')\n"
                        "    os.system('true')\n"
                        "    socket.socket().bind(('127.0.0.1', 0))\n"
                        "    yield context.call_activity('A')\n"}
    allow = ["files", "net", "processes"]

    def test_what_is_allowed_is_done_and_noted(self):
        self.assertEqual(self.noted("x"), [
            "act open(made.txt) flow.py:3", "act os.system(true) flow.py:4",
            "act socket.bind(127.0.0.1:0) flow.py:5"])
        self.assertEqual(os.path.getsize(os.path.join(self.folder, "made.txt")), 1)


class OpenConnection(WatchCase):
    """A connection that the import made: data must not leave on it."""

    @classmethod
    def setUpClass(cls):
        cls.server = socket.create_server(("127.0.0.1", 0))
        cls.files = {"flow.py": "import socket\nLINE = socket.create_connection(('127.0.0.1', {}))\n"
                                "def flow(context):\n    LINE.sendall(b'x')\n    yield\n".format(
                                    cls.server.getsockname()[1])}
        super().setUpClass()

    @classmethod
    def tearDownClass(cls):
        super().tearDownClass()
        cls.server.close()

    def test_sending_is_refused(self):
        advance = self.run_passes("x")[0]
        self.assertEqual(advance["stop"]["raise"][:2], [
            "PermissionError",
            "Yieldscope refused sending on a socket while it replays this orchestrator: "
            "socket.sendto at flow.py:4. An orchestrator must leave that to an activity; "
            "--allow net lets the replay do it."])


if __name__ == "__main__":
    unittest.main()
