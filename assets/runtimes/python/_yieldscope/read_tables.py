"""Which functions read something that a replay cannot repeat: the tables behind reads.py.

Source: SEMANTICS 4.3. uuid3 and uuid5 follow from their arguments and are not here, nor are
generators with a seed of their own.
"""

#: module -> [(kind, names)]; every call counts.
FUNCTIONS = {
    "time": [
        ("clock", ("time", "time_ns", "monotonic", "monotonic_ns", "perf_counter",
                   "perf_counter_ns", "process_time", "process_time_ns", "thread_time",
                   "thread_time_ns", "clock_gettime", "clock_gettime_ns")),
        ("sleep", ("sleep",))],
    "os": [
        ("random", ("urandom", "getrandom")),
        ("machine", ("getpid", "getppid", "uname", "cpu_count", "getloadavg", "getlogin",
                     "times"))],
    "uuid": [("uuid", ("uuid1", "uuid4", "uuid6", "uuid7")), ("machine", ("getnode",))],
    "secrets": [("random", ("token_bytes", "token_hex", "token_urlsafe", "choice", "randbelow",
                            "randbits"))],
    "asyncio": [
        ("asyncio", ("run", "create_task", "ensure_future", "gather", "wait", "wait_for",
                     "to_thread", "new_event_loop", "get_event_loop", "get_running_loop",
                     "run_coroutine_threadsafe", "Runner")),
        ("sleep", ("sleep",))],
    "select": [("sleep", ("select",))],
}

#: module -> [(kind, name, number of arguments from which on the call reads nothing)].
READ_WITHOUT_ARGUMENT = {
    "time": [("clock", "localtime", 1), ("clock", "gmtime", 1), ("clock", "ctime", 1),
             ("clock", "asctime", 1), ("clock", "strftime", 2)],
}

#: Generators shared by the whole process: draws are noted unless this pass gave a seed.
SHARED_RANDOM = {
    "random": ("random", "randint", "randrange", "choice", "choices", "sample", "shuffle",
               "uniform", "gauss", "getrandbits", "randbytes", "betavariate", "binomialvariate",
               "expovariate", "gammavariate", "lognormvariate", "normalvariate", "paretovariate",
               "triangular", "vonmisesvariate", "weibullvariate"),
    "numpy.random": ("rand", "randn", "randint", "random", "random_sample", "ranf", "sample",
                     "random_integers", "choice", "shuffle", "permutation", "normal", "uniform",
                     "bytes", "beta", "binomial", "exponential", "gamma", "poisson",
                     "standard_normal", "lognormal", "geometric", "multinomial"),
}

#: Makers of generators that draw their own seed when they are given none.
UNSEEDED = {"numpy.random": ("default_rng", "RandomState", "SeedSequence")}

#: module -> class -> [(kind, names)]: classes whose methods are Python functions or can be set.
METHODS = {
    "pandas": {"Timestamp": [("clock", ("now", "utcnow", "today"))]},
    "cffi": {"FFI": [("native", ("dlopen", "verify"))]},
}

#: Files looked at without being opened.
LOOKED_AT = ("stat", "lstat", "access", "readlink", "statvfs")
