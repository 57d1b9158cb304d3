"""Audit events (PEP 578) that the watch listens to: what would act on the world, what only reads.

The names are those of the interpreter's table of audit events.
"""

#: event -> (what --allow must name, kind of evidence, words for the refusal)
ACTS = {
    "socket.connect": ("net", "network", "connecting a socket"),
    "socket.bind": ("net", "network", "binding a socket"),
    "socket.sendto": ("net", "network", "sending on a socket"),
    "socket.sendmsg": ("net", "network", "sending on a socket"),
    "socket.getaddrinfo": ("net", "network", "looking up a host name"),
    "socket.gethostbyname": ("net", "network", "looking up a host name"),
    "socket.gethostbyaddr": ("net", "network", "looking up an address"),
    "socket.getnameinfo": ("net", "network", "looking up an address"),
    "syslog.syslog": ("net", "network", "writing to the system's log"),
    "subprocess.Popen": ("processes", "process", "starting a process"),
    "os.system": ("processes", "process", "starting a process"),
    "os.exec": ("processes", "process", "starting a process"),
    "os.fork": ("processes", "process", "starting a process"),
    "os.forkpty": ("processes", "process", "starting a process"),
    "pty.spawn": ("processes", "process", "starting a process"),
    "os.posix_spawn": ("processes", "process", "starting a process"),
    "os.spawn": ("processes", "process", "starting a process"),
    "os.startfile": ("processes", "process", "starting a process"),
    "os.kill": ("processes", "process", "sending a signal"),
    "os.killpg": ("processes", "process", "sending a signal"),
    "signal.pthread_kill": ("processes", "process", "sending a signal"),
    "open": ("files", "file", "writing a file"),  # reading one passes
    "os.remove": ("files", "file", "deleting a file"),
    "os.rename": ("files", "file", "renaming a file"),
    "os.rmdir": ("files", "file", "deleting a folder"),
    "os.mkdir": ("files", "file", "creating a folder"),
    "os.link": ("files", "file", "linking a file"),
    "os.symlink": ("files", "file", "linking a file"),
    "os.truncate": ("files", "file", "shortening a file"),
    "os.chmod": ("files", "file", "changing a file's mode"),
    "os.chown": ("files", "file", "changing a file's owner"),
    "os.chflags": ("files", "file", "changing a file's flags"),
    "os.utime": ("files", "file", "changing a file's times"),
    "os.setxattr": ("files", "file", "changing a file's attributes"),
    "os.removexattr": ("files", "file", "changing a file's attributes"),
    "sqlite3.connect": ("files", "file", "opening a database"),
}

#: event -> kind of evidence; these pass.
READS = {
    "os.listdir": "file",
    "os.scandir": "file",
    "glob.glob": "file",
    "socket.gethostname": "machine",
    "os.putenv": "state",
    "os.unsetenv": "state",
    "os.chdir": "state",
    "ctypes.dlopen": "native",
    "ctypes.dlsym": "native",
    "ctypes.dlsym/handle": "native",
    "ctypes.call_function": "native",
    "ctypes.string_at": "native",
    "ctypes.wstring_at": "native",
    "ctypes.memoryview_at": "native",
    "ctypes.cdata": "native",
    "ctypes.cdata/buffer": "native",
    "ctypes.addressof": "native",
    "ctypes.PyObj_FromPtr": "native",
}
