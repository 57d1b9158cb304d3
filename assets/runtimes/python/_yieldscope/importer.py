"""The parent: imports the project once, then forks a process for each run (PROTOCOL.md, Runs).

While a run lives it owns both descriptors and the parent only waits for it to end, so nothing is
relayed. The parent says how the run ended, also when it died.
"""
import faulthandler
import gc
import json
import os
import platform
import signal
import sys

import yieldscope_recorder

from . import (conditions, finder, held_files, jsontext, missing, output, project, reads, stubs,
               watch)
from .loader import TargetError, load
from .report import quote, traceback_text, error_text
from .wire import PROTOCOL, Channel

#: Asks for the line that is being run, written as text to the answer descriptor.
TRACE_SIGNAL = signal.SIGUSR2


class Importer:
    """Owns the channel until a run takes it over."""

    def __init__(self):
        self.channel = Channel()
        self.log = output.Log()
        self.target = None

    def serve(self):
        faulthandler.enable(file=self.channel.answers, all_threads=False)
        faulthandler.register(TRACE_SIGNAL, file=self.channel.answers, all_threads=False)
        self.channel.write(
            '{"hello":"yieldscope-python","protocol":%d,"python":%s,"executable":%s}' % (
                PROTOCOL, quote(platform.python_version()), quote(sys.executable or "")))
        while True:
            command = self.channel.read()
            if command is None:
                return
            do = command.get("do")
            if do == "import":
                self.import_target(command)
            elif do == "run":
                self.run(command)
            elif do == "source" and self.target is not None:
                self.channel.write(_source_answer(self.target))
            else:
                self.channel.write('{"error":{"code":"orchestrator.protocol","message":%s}}' %
                                   quote("unknown command " + json.dumps(do)))

    def import_target(self, command):
        limits = command["limits"]
        _limit_memory(limits["memory"])
        self.log.limit = self.log.left = limits["output"]
        yieldscope_recorder.turn_off()  # code that is replayed here records nothing
        output.install(self.log)
        self.is_real = command.get("sdk") == "real"
        if not self.is_real:
            finder.install()
        reads.install()
        watch.install(command["allow"])
        jsontext.undecoded = missing.Undecoded()
        conditions.enter(command.get("world"))
        if command.get("stub"):
            stubs.install()
        if self.is_real:
            from . import real
            missed = real.missing_sdk()
            if missed:
                self.fail("target.no_sdk", missed, real.INSTALL, "")
                return
        try:
            with watch.importing():
                self.target = load(command["path"], command.get("function"),
                                   command.get("module"), command["plain"],
                                   command.get("recorded"))
        except TargetError as error:
            self.fail(error.code, str(error), error.hint, "")
            return
        except BaseException as error:
            self.fail("orchestrator.import", "{}: {}".format(
                type(error).__name__, error_text(error)), missing.hint_for(error),
                traceback_text(error))
            return
        self.target.is_plain = command["plain"]
        if command.get("module"):
            jsontext.set_alias(command["module"], sys.modules.get(command["module"]))
        output.install_logging(self.log)
        self.channel.write(
            '{"imported":{"file":%s,"function":%s,"line":%d,"can_fork":%s%s%s}}' % (
                quote(self.target.file), quote(self.target.name), self.target.line,
                "true" if _can_fork() else "false",
                ',"settings":%d' % len(project.applied) if project.applied else "",
                ',"reads":' + json.dumps(watch.import_reads()) if conditions.is_on() else ""))

    def fail(self, code, message, hint, trace):
        printed = "".join(line[2] + "\n" for line in self.log.take())
        self.channel.write(
            '{"error":{"code":%s,"message":%s,"hint":%s,"traceback":%s,"printed":%s}}' % (
                quote(code), quote(message), quote(hint), quote(trace), quote(printed[-2000:])))

    def run(self, command):
        if self.target is None:
            self.fail("orchestrator.protocol", "run was asked for before import", "", "")
            return
        if command.get("here"):
            conditions.enter(command.get("world"))
            _be_a_run(self)
        alive, held = os.pipe()
        gc.freeze()
        child = os.fork()
        if child == 0:
            os.close(held)
            _die_with(alive)
            conditions.enter(command.get("world"))
            _be_a_run(self)
        os.close(alive)
        status = self.wait_for(child)
        os.close(held)
        self.channel.forget_pending()
        self.channel.write('\n{"ended":%s}' % quote(_in_words(status)))

    def wait_for(self, child):
        """Waits for a run. A wish for its line is passed on to it."""
        faulthandler.unregister(TRACE_SIGNAL)
        signal.signal(TRACE_SIGNAL, lambda number, frame: os.kill(child, TRACE_SIGNAL))
        _, status = os.waitpid(child, 0)
        signal.signal(TRACE_SIGNAL, signal.SIG_DFL)
        faulthandler.register(TRACE_SIGNAL, file=self.channel.answers, all_threads=False)
        return status


def _source_answer(target):
    from . import source_check
    with watch.muted():
        return source_check.answer(target.function, target.is_plain)


def _in_words(status):
    """How a process ended, from what waitpid said."""
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        return "was killed by signal {} ({})".format(number, signal.strsignal(number) or "unknown")
    return "exited with status {}".format(os.WEXITSTATUS(status))


def _can_fork():
    """Not with threads alive: a fork copies their locks but not the threads."""
    if not hasattr(os, "fork"):
        return False
    try:
        return len(os.listdir("/proc/self/task")) == 1
    except OSError:
        threading = sys.modules.get("threading")
        return threading is None or threading.active_count() == 1


def _die_with(descriptor):
    """The kernel ends this process when the parent's end of the pipe closes, whatever runs here."""
    import fcntl
    fcntl.fcntl(descriptor, fcntl.F_SETOWN, os.getpid())
    flags = fcntl.fcntl(descriptor, fcntl.F_GETFL)
    fcntl.fcntl(descriptor, fcntl.F_SETFL, flags | os.O_ASYNC)
    signal.signal(signal.SIGIO, signal.SIG_DFL)


def _limit_memory(limit):
    if not limit:
        return
    try:
        import resource
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        if hard != resource.RLIM_INFINITY:
            limit = min(limit, hard)
        resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ImportError, ValueError, OSError):
        pass  # the platform has no such limit; deadlines still hold


def _be_a_run(importer):
    """Serves one run and leaves the process. Never returns."""
    from .ahead import go_on
    from .run import Gone
    from .replaying import ReplayingRun
    from .script import Resume
    channel = importer.channel
    if gc.get_threshold()[0] == 700:  # the script grows by containers, which are no garbage
        gc.set_threshold(20_000, 10, 10)
    watch.begin_run()
    held_files.set_aside()
    run = ReplayingRun(channel, importer.target, importer.log)
    try:
        channel.write('{"running":%d}' % os.getpid())
        while True:
            command = channel.read()
            do = command and command.get("do")
            if do == "resume":
                channel.write(run.advance(Resume(command["resume"])))
            elif do == "ahead":
                go_on(run, command["resumes"])
            elif do == "start":
                run.begin(command["begin"])
                missing.tell(importer.target)
                channel.write(run.advance(Resume(command["resume"])))
            elif do == "pass":
                channel.write(run.replay(command))
            elif do == "execute":
                from . import real
                channel.write(real.execute(command, importer.target.function, importer.log))
            elif do == "close":
                channel.write(run.close())
            elif do == "source":
                channel.write(_source_answer(importer.target))
            else:  # end, end of file, or what this version does not know
                os._exit(0 if do in (None, "end") else 70)
    except Gone:
        os._exit(0)
    except BaseException:
        import traceback
        text = traceback.format_exc()
        channel.write('\n{"error":{"code":"orchestrator.protocol","message":%s}}' % quote(text))
        os._exit(70)
