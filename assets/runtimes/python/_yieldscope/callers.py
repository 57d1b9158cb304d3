"""Whose read it is: the user's line behind a call, or nobody's when a library reads for itself.

logging reads the clock for its records and zoneinfo reads its tables: neither gives the orchestrator
a value that could change what it does. email.utils.formatdate and secrets.token_hex do.
"""
import os
import sys

from .places import is_in_target, is_own, is_standard, place_of_frame, shown_file, standard_name

#: Modules of the standard library that hand what they read on to their caller.
_PASS_ON = frozenset((
    "os.py", "_collections_abc.py", "collections/__init__.py", "posixpath.py", "genericpath.py",
    "pathlib.py", "pathlib/_local.py", "pathlib/_abc.py", "pathlib/__init__.py", "random.py",
    "secrets.py", "uuid.py", "email/utils.py", "getpass.py", "shutil.py", "tempfile.py",
    "statistics.py", "platform.py", "contextlib.py", "functools.py", "calendar.py", "sched.py"))
#: Modules whose reads stay with them, whatever they read.
_SELFISH = ("logging/", "warnings.py", "traceback.py", "linecache.py", "tokenize.py", "inspect.py",
            "gettext.py", "locale.py", "importlib/", "pkgutil.py", "zoneinfo/", "mimetypes.py",
            "ssl.py", "encodings/", "zipimport.py", "site.py", "sysconfig.py", "runpy.py",
            "_strptime.py", "codeop.py", "pdb.py", "unittest/", "doctest.py")
#: Installed packages that log, trace and measure.
_TELEMETRY = frozenset((
    "structlog", "loguru", "opentelemetry", "opencensus", "sentry_sdk", "ddtrace", "newrelic",
    "applicationinsights", "elasticapm", "prometheus_client", "statsd", "datadog", "logbook",
    "colorlog", "pythonjsonlogger", "azure_monitor"))
#: Kinds that a library of the interpreter reads for itself unless it stands in _PASS_ON.
_OWN_NEEDS = frozenset(("clock", "random", "uuid", "environment", "machine", "sleep"))
#: Kinds that are the user's doing however deep they happen.
_ALWAYS = frozenset(("thread", "asyncio", "native", "network", "process"))
_READ_ONLY_FOLDERS = ("/usr/share/zoneinfo/", "/usr/share/locale/", "/usr/lib/locale/")
_READ_ONLY_FILES = ("/etc/localtime", "/etc/timezone", "/etc/mime.types", os.devnull)
_MAX_FRAMES = 100


def place_of_reader(frame, kind):
    """The user's place behind a read made under `frame`, or None when it is nobody's."""
    fallback = None
    for _ in range(_MAX_FRAMES):
        if frame is None:
            break
        path = frame.f_code.co_filename
        if is_own(path):
            return None
        if is_in_target(path):
            # A module that is being imported reads once a process, as at the start.
            return None if frame.f_code.co_name == "<module>" else place_of_frame(frame)
        if _keeps_to_itself(path, kind):
            return None
        if fallback is None and not is_standard(path):
            fallback = place_of_frame(frame)
        frame = frame.f_back
    return fallback


def is_of_import(frame, kind):
    """Whether the project's own modules read under `frame` while they are imported."""
    for _ in range(_MAX_FRAMES):
        if frame is None:
            return False
        path = frame.f_code.co_filename
        if is_in_target(path):
            return True
        if is_own(path) or path.startswith("<frozen importlib") or _keeps_to_itself(path, kind):
            return False
        frame = frame.f_back
    return False


def _keeps_to_itself(path, kind):
    if is_standard(path):
        name = standard_name(path)
        if kind in _ALWAYS:
            return name.startswith("importlib/")
        return name.startswith(_SELFISH) or (kind in _OWN_NEEDS and name not in _PASS_ON)
    return kind not in _ALWAYS and _package_of(path) in _TELEMETRY


def _package_of(path):
    at = path.rfind("-packages" + os.sep)
    return path[at + 10:].split(os.sep, 1)[0].partition(".")[0] if at >= 0 else ""


def is_fixed_file(path):
    """Whether a file belongs to the machine's installation: the same in every pass."""
    full = os.path.abspath(path)
    return ("-packages" + os.sep in full or is_standard(full) or full in _READ_ONLY_FILES or
            full.startswith(_READ_ONLY_FOLDERS))


def shown_path(path):
    """A path as details carry it. A path object of the user's own class is named by its class."""
    if type(path) is bytes:
        path = path.decode("utf-8", "replace")
    if type(path) is str:
        return shown_file(path) if path.startswith(os.sep) else path
    if type(path) is int:
        return str(path)
    pathlib = sys.modules.get("pathlib")
    if pathlib is not None and \
            type.__getattribute__(type(path), "__module__").partition(".")[0] == "pathlib":
        return shown_path(str(path))
    return type(path).__name__
