"""Drops files onto a window as a file manager does: the XDND protocol over libX11.

Source: freedesktop.org, "Drag-and-Drop Protocol for the X Window System", version 5.
"""

import ctypes
import pathlib
import time

_CLIENT_MESSAGE, _SELECTION_REQUEST, _SELECTION_NOTIFY = 33, 30, 31
_VERSION = 5
_REPLACE, _ATOM, _CURRENT_TIME = 0, 4, 0


class _ClientMessage(ctypes.Structure):
    _fields_ = [("type", ctypes.c_int), ("serial", ctypes.c_ulong), ("send_event", ctypes.c_int),
                ("display", ctypes.c_void_p), ("window", ctypes.c_ulong),
                ("message_type", ctypes.c_ulong), ("format", ctypes.c_int),
                ("data", ctypes.c_long * 5)]


class _SelectionRequest(ctypes.Structure):
    _fields_ = [("type", ctypes.c_int), ("serial", ctypes.c_ulong), ("send_event", ctypes.c_int),
                ("display", ctypes.c_void_p), ("owner", ctypes.c_ulong),
                ("requestor", ctypes.c_ulong), ("selection", ctypes.c_ulong),
                ("target", ctypes.c_ulong), ("property", ctypes.c_ulong),
                ("time", ctypes.c_ulong)]


class _SelectionNotify(ctypes.Structure):
    _fields_ = [("type", ctypes.c_int), ("serial", ctypes.c_ulong), ("send_event", ctypes.c_int),
                ("display", ctypes.c_void_p), ("requestor", ctypes.c_ulong),
                ("selection", ctypes.c_ulong), ("target", ctypes.c_ulong),
                ("property", ctypes.c_ulong), ("time", ctypes.c_ulong)]


class _Event(ctypes.Union):
    _fields_ = [("type", ctypes.c_int), ("client", _ClientMessage),
                ("request", _SelectionRequest), ("notify", _SelectionNotify),
                ("room", ctypes.c_long * 24)]


def _library():
    x = ctypes.CDLL("libX11.so.6")
    x.XOpenDisplay.restype = ctypes.c_void_p
    x.XOpenDisplay.argtypes = [ctypes.c_char_p]
    handle, number = ctypes.c_void_p, ctypes.c_ulong
    for name, result, arguments in (
            ("XDefaultRootWindow", number, [handle]),
            ("XCreateSimpleWindow", number, [handle, number] + [ctypes.c_int] * 2
             + [ctypes.c_uint] * 3 + [number] * 2),
            ("XInternAtom", number, [handle, ctypes.c_char_p, ctypes.c_int]),
            ("XSetSelectionOwner", ctypes.c_int, [handle, number, number, number]),
            ("XSendEvent", ctypes.c_int,
             [handle, number, ctypes.c_int, ctypes.c_long, ctypes.c_void_p]),
            ("XChangeProperty", ctypes.c_int,
             [handle, number, number, number, ctypes.c_int, ctypes.c_int, ctypes.c_char_p,
              ctypes.c_int]),
            ("XQueryTree", ctypes.c_int, [handle, number] + [ctypes.c_void_p] * 4),
            ("XGetWindowProperty", ctypes.c_int,
             [handle, number, number, ctypes.c_long, ctypes.c_long, ctypes.c_int, number]
             + [ctypes.c_void_p] * 5),
            ("XPending", ctypes.c_int, [handle]),
            ("XNextEvent", ctypes.c_int, [handle, ctypes.c_void_p]),
            ("XFlush", ctypes.c_int, [handle]), ("XCloseDisplay", ctypes.c_int, [handle])):
        function = getattr(x, name)
        function.restype, function.argtypes = result, arguments
    return x


class _Drag:
    def __init__(self, display_name, paths):
        self._x = _library()
        self._display = self._x.XOpenDisplay(display_name.encode())
        if not self._display:
            raise RuntimeError(f"cannot reach the display {display_name}")
        self._uris = "".join(f"{pathlib.Path(path).as_uri()}\r\n" for path in paths).encode()
        root = self._x.XDefaultRootWindow(self._display)
        self._source = self._x.XCreateSimpleWindow(self._display, root, 0, 0, 1, 1, 0, 0, 0)
        self._target = self._aware_child(root)

    def close(self):
        self._x.XCloseDisplay(self._display)

    def _atom(self, name):
        return self._x.XInternAtom(self._display, name.encode(), 0)

    def _aware_child(self, root):
        """The window that says it takes drops."""
        parent, top = ctypes.c_ulong(), ctypes.c_ulong()
        children, count = ctypes.POINTER(ctypes.c_ulong)(), ctypes.c_uint()
        self._x.XQueryTree(self._display, root, ctypes.byref(top), ctypes.byref(parent),
                           ctypes.byref(children), ctypes.byref(count))
        for window in children[:count.value]:
            kind, size = ctypes.c_ulong(), ctypes.c_int()
            items, left, value = ctypes.c_ulong(), ctypes.c_ulong(), ctypes.c_void_p()
            self._x.XGetWindowProperty(
                self._display, window, self._atom("XdndAware"), 0, 1, 0, _ATOM, ctypes.byref(kind),
                ctypes.byref(size), ctypes.byref(items), ctypes.byref(left), ctypes.byref(value))
            if items.value:
                return window
        raise AssertionError("no window takes drops")

    def _send(self, message, *data):
        event = _Event()
        event.client = _ClientMessage(_CLIENT_MESSAGE, 0, 1, self._display, self._target,
                                      self._atom(message), 32, (ctypes.c_long * 5)(*data))
        self._x.XSendEvent(self._display, self._target, 0, 0, ctypes.byref(event))
        self._x.XFlush(self._display)

    def _wait_for(self, message, deadline):
        """Answers requests for the files until the target sends the message."""
        wanted = self._atom(message)
        while time.monotonic() < deadline:
            if not self._x.XPending(self._display):
                time.sleep(0.01)
                continue
            event = _Event()
            self._x.XNextEvent(self._display, ctypes.byref(event))
            if event.type == _SELECTION_REQUEST:
                self._answer(event.request)
            elif event.type == _CLIENT_MESSAGE and event.client.message_type == wanted:
                return
        raise AssertionError(f"the window did not send {message}")

    def _answer(self, request):
        self._x.XChangeProperty(self._display, request.requestor, request.property,
                                request.target, 8, _REPLACE, self._uris, len(self._uris))
        event = _Event()
        event.notify = _SelectionNotify(_SELECTION_NOTIFY, 0, 1, self._display, request.requestor,
                                        request.selection, request.target, request.property,
                                        request.time)
        self._x.XSendEvent(self._display, request.requestor, 0, 0, ctypes.byref(event))
        self._x.XFlush(self._display)

    def drop(self, x, y, deadline):
        self._x.XSetSelectionOwner(self._display, self._atom("XdndSelection"), self._source,
                                   _CURRENT_TIME)
        self._send("XdndEnter", self._source, _VERSION << 24, self._atom("text/uri-list"), 0, 0)
        self._send("XdndPosition", self._source, 0, x << 16 | y, _CURRENT_TIME,
                   self._atom("XdndActionCopy"))
        self._wait_for("XdndStatus", deadline)
        self._send("XdndDrop", self._source, 0, _CURRENT_TIME, 0, 0)
        self._wait_for("XdndFinished", deadline)


def drop_files(display_name, paths, x, y, seconds):
    """Drags the files to that point of the screen and lets go."""
    drag = _Drag(display_name, paths)
    try:
        drag.drop(x, y, time.monotonic() + seconds)
    finally:
        drag.close()
