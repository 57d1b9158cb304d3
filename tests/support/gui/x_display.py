"""A private X server on a free display, and pictures of its screen.

Xvfb picks the display itself (-displayfd), so any number of tests run at once. Its frame buffer is
a file in XWD format (-fbdir), which is turned into a PNG with the standard library alone.
"""

import os
import pathlib
import struct
import subprocess
import tempfile
import zlib


class XDisplay:
    """Starts the server on entry, stops it on exit."""

    def __init__(self, width=1280, height=720):
        self.size = (width, height)
        self.name = ""
        self._folder = tempfile.TemporaryDirectory(prefix="yieldscope-x-")
        self._server = None

    def __enter__(self):
        reader, writer = os.pipe()
        width, height = self.size
        self._server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writer), "-screen", "0", f"{width}x{height}x24",
             "-nolisten", "tcp", "-fbdir", self._folder.name],
            pass_fds=[writer], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(writer)
        with os.fdopen(reader) as answer:
            number = answer.readline().strip()  # blocks until the server is ready or gone
        if not number:
            raise RuntimeError("Xvfb did not start: is the package xvfb installed?")
        self.name = f":{number}"
        return self

    def __exit__(self, *_):
        self._server.terminate()
        self._server.wait()
        self._folder.cleanup()

    def environment(self):
        return dict(os.environ, DISPLAY=self.name, WAYLAND_DISPLAY="")

    def xdotool(self, *arguments):
        subprocess.run(["xdotool", *map(str, arguments)], env=self.environment(), check=True,
                       stdout=subprocess.DEVNULL)

    def save_picture(self, path):
        data = pathlib.Path(self._folder.name, "Xvfb_screen0").read_bytes()
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(xwd_to_png(data))


def xwd_to_png(data):
    """An XWD dump of a 24 or 32 bit screen as PNG. Source: X11/XWDFile.h."""
    header = struct.unpack(">25I", data[:100])
    header_size, width, height = header[0], header[4], header[5]
    bytes_per_line, colors = header[12], header[19]
    start = header_size + colors * 12
    rows = bytearray()
    for y in range(height):
        line = data[start + y * bytes_per_line:start + y * bytes_per_line + width * 4]
        rgb = bytearray(width * 3)
        rgb[0::3], rgb[1::3], rgb[2::3] = line[2::4], line[1::4], line[0::4]
        rows += b"\0" + rgb
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        _chunk(kind, body) for kind, body in (
            (b"IHDR", struct.pack(">2I5B", width, height, 8, 2, 0, 0, 0)),
            (b"IDAT", zlib.compress(bytes(rows), 6)), (b"IEND", b"")))


def _chunk(kind, body):
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
