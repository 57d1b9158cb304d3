"""What must not stand in an orchestrator, by name: the tables behind source_check.py.

Source: SEMANTICS 4.3. The names are those of the modules that define them; which name the user's
code gives them is source_names.py's business. Kinds are those of core/model/source_remark.h.
"""
from .read_tables import FUNCTIONS, READ_WITHOUT_ARGUMENT, SHARED_RANDOM, UNSEEDED

#: Kinds of the watch that have another name among remarks.
_KINDS = {"asyncio": "async", "machine": "environment"}

#: Dotted name of a function -> kind; every call counts.
CALLS = {module + "." + name: _KINDS.get(kind, kind)
         for module, rows in FUNCTIONS.items() for kind, names in rows for name in names}
CALLS.update({name: kind for kind, names in {
    "clock": ("datetime.datetime.now", "datetime.datetime.utcnow", "datetime.datetime.today",
              "datetime.date.today", "pandas.Timestamp.now", "pandas.Timestamp.utcnow",
              "pandas.Timestamp.today", "pendulum.now", "arrow.now", "arrow.utcnow",
              "django.utils.timezone.now"),
    "uuid": ("shortuuid.uuid", "ulid.new"),
    "random": ("random.SystemRandom", "secrets.SystemRandom"),
    "sleep": ("signal.pause", "builtins.input"),
    "environment": ("os.getenv", "os.getcwd", "os.putenv", "os.unsetenv", "os.chdir",
                    "socket.gethostname", "platform.node"),
    "process": ("os.system", "os.popen", "os.fork", "os.kill", "os.startfile", "os.posix_spawn"),
    "file": ("builtins.open", "io.open", "codecs.open", "os.open", "os.remove", "os.unlink",
             "os.rename", "os.replace", "os.mkdir", "os.makedirs", "os.rmdir", "os.removedirs",
             "os.walk", "os.stat", "os.path.exists", "os.path.isfile", "os.path.isdir",
             "os.path.getmtime", "os.path.getsize", "pandas.read_csv", "pandas.read_json",
             "pandas.read_excel", "pandas.read_parquet", "sqlite3.connect"),
    "binding": ("azure.durable_functions.DurableOrchestrationClient",),
}.items() for name in names})

#: Dotted name -> number of arguments from which on the call reads nothing.
WITHOUT_ARGUMENT = {module + "." + name: (kind, enough)
                    for module, rows in READ_WITHOUT_ARGUMENT.items()
                    for kind, name, enough in rows}
WITHOUT_ARGUMENT.update({module + "." + name: ("random", 1)
                         for module, names in UNSEEDED.items() for name in names})
WITHOUT_ARGUMENT["random.Random"] = ("random", 1)

#: Draws from a generator that the whole process shares.
SHARED_DRAWS = frozenset(module + "." + name
                         for module, names in SHARED_RANDOM.items() for name in names)
SEEDS = frozenset(("random.seed", "numpy.random.seed"))

#: Folders as they come; harmless only as far as sorted.
UNSORTED = frozenset(("os.listdir", "os.scandir", "glob.glob", "glob.iglob", "pathlib.Path().glob",
                      "pathlib.Path().iterdir", "pathlib.Path().rglob"))

#: First part of a dotted name -> kind; whatever is called in it.
PREFIXES = {
    "requests": "network", "httpx": "network", "aiohttp": "network", "urllib3": "network",
    "urllib.request": "network", "http.client": "network", "socket": "network",
    "smtplib": "network", "ftplib": "network", "imaplib": "network", "poplib": "network",
    "telnetlib": "network", "xmlrpc.client": "network", "boto3": "network", "pymongo": "network",
    "redis": "network", "psycopg2": "network", "psycopg": "network", "pyodbc": "network",
    "pymysql": "network", "mysql.connector": "network", "pymssql": "network",
    "asyncpg": "network", "sqlalchemy.create_engine": "network",
    "azure.storage": "network", "azure.cosmos": "network", "azure.servicebus": "network",
    "azure.eventhub": "network", "azure.keyvault": "network", "azure.identity": "network",
    "azure.data": "network", "openai": "network", "grpc": "network", "paramiko": "network",
    "threading": "thread", "concurrent.futures": "thread", "multiprocessing": "thread",
    "_thread": "thread", "asyncio": "async", "subprocess": "process",
    "pty": "process", "shutil": "file", "tempfile": "file", "fileinput": "file",
}
#: What those modules hold that does nothing.
HARMLESS = frozenset((
    "socket.inet_aton", "socket.htons", "socket.ntohs", "asyncio.iscoroutine",
    "asyncio.iscoroutinefunction", "threading.current_thread", "threading.get_ident",
    "threading.main_thread", "subprocess.list2cmdline", "http.client.responses",
    "requests.Request", "requests.codes", "shutil.get_terminal_size"))
_HARMLESS_ENDS = ("Error", "Exception", "Timeout", "Warning")

#: Methods of pathlib.Path that look at the disk or change it.
PATH_METHODS = frozenset((
    "read_text", "read_bytes", "write_text", "write_bytes", "open", "exists", "is_file", "is_dir",
    "stat", "unlink", "mkdir", "rmdir", "rename", "replace", "touch", "resolve"))

LOG_METHODS = frozenset(("debug", "info", "warning", "warn", "error", "exception", "critical",
                         "log", "success", "trace"))
LOGGERS = ("logging", "logging.getLogger()", "loguru.logger", "structlog.get_logger()")
#: Names that hold a logger wherever it came from.
LOGGER_NAMES = frozenset(("logger", "log", "_logger", "_log", "LOGGER", "LOG", "logging"))

#: The context's calls that make a task which must be yielded.
TASK_METHODS = frozenset((
    "call_activity", "call_activity_with_retry", "call_sub_orchestrator",
    "call_sub_orchestrator_with_retry", "call_http", "create_timer", "wait_for_external_event",
    "call_entity", "task_all", "task_any"))
#: All that the platform records.
CALL_METHODS = (TASK_METHODS - {"task_all", "task_any"}) | {"signal_entity", "continue_as_new"}

#: Decorators that bind something beside the trigger.
CLIENT_DECORATORS = ("durable_client_input",)
BINDING_ENDS = ("_input", "_output")

#: Methods that change a list, dict or set.
CHANGERS = frozenset(("append", "extend", "insert", "remove", "pop", "clear", "sort", "reverse",
                      "add", "discard", "update", "setdefault", "popitem", "appendleft", "popleft",
                      "subtract"))
#: What makes something that can be changed.
CONTAINERS = frozenset((
    "builtins.list", "builtins.dict", "builtins.set", "builtins.bytearray",
    "collections.defaultdict", "collections.deque", "collections.Counter",
    "collections.OrderedDict"))
CACHES = frozenset(("functools.lru_cache", "functools.cache", "cachetools.cached"))

_CONTEXT_CLOCK = "{context}.current_utc_datetime"
#: What to write instead, by the dotted name and the number of arguments; {0} is the argument.
REPLACEMENTS = {
    ("datetime.datetime.now", 0): _CONTEXT_CLOCK,
    ("datetime.datetime.utcnow", 0): _CONTEXT_CLOCK,
    ("datetime.datetime.today", 0): _CONTEXT_CLOCK,
    ("datetime.date.today", 0): _CONTEXT_CLOCK + ".date()",
    ("time.time", 0): _CONTEXT_CLOCK + ".timestamp()",
    ("time.monotonic", 0): _CONTEXT_CLOCK + ".timestamp()",
    ("time.perf_counter", 0): _CONTEXT_CLOCK + ".timestamp()",
    ("time.time_ns", 0): "int(" + _CONTEXT_CLOCK + ".timestamp() * 1_000_000_000)",
    ("time.gmtime", 0): _CONTEXT_CLOCK + ".utctimetuple()",
    ("time.localtime", 0): _CONTEXT_CLOCK + ".utctimetuple()",
    ("time.strftime", 1): _CONTEXT_CLOCK + ".strftime({0})",
    ("time.ctime", 0): _CONTEXT_CLOCK + ".ctime()",
    ("uuid.uuid1", 0): "{context}.new_guid()",
    ("uuid.uuid4", 0): "{context}.new_guid()",
}
UTC = frozenset(("datetime.timezone.utc", "datetime.UTC", "pytz.utc", "pytz.UTC"))


def kind_of(dotted, arguments):
    """What a call of that dotted name is, or None where it does no harm."""
    if dotted in HARMLESS:
        return None
    kind = CALLS.get(dotted)
    if kind is not None:
        return kind
    if dotted in WITHOUT_ARGUMENT:
        kind, enough = WITHOUT_ARGUMENT[dotted]
        return kind if arguments < enough else None
    if dotted.startswith("pathlib.Path()."):
        return "file" if dotted.rsplit(".", 1)[1] in PATH_METHODS else None
    if dotted.startswith(("os.exec", "os.spawn")):
        return "process"
    if dotted.endswith(_HARMLESS_ENDS):
        return None
    for end in _dots(dotted):
        kind = PREFIXES.get(dotted[:end].replace("()", ""))
        if kind is not None:
            return kind
    return None


def _dots(dotted):
    """Where its leading parts end, at most three of them."""
    end = dotted.find(".")
    for _ in range(2):
        if end < 0:
            break
        yield end
        end = dotted.find(".", end + 1)
    yield end if end >= 0 else len(dotted)
