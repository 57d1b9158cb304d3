"""A file's lines, to tell columns in characters and an expression's own text."""
import ast
import re
import tokenize

_MAX_DETAIL = 80
_lines = {}


def lines_of(path):
    """The Lines of a file, kept for the process."""
    if path not in _lines:
        _lines[path] = Lines(path)
    return _lines[path]


class Lines:
    """Places in a file as the parser counts them (bytes of UTF-8), told in characters."""

    def __init__(self, path):
        try:
            with tokenize.open(path) as stream:
                self.lines = re.split("\r\n|\r|\n", stream.read())
        except (OSError, SyntaxError, ValueError):
            self.lines = []

    def line(self, number):
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    def column(self, number, offset):
        """From 0, in characters."""
        line = self.line(number)
        return offset if line.isascii() else len(line.encode()[:offset].decode("utf-8", "replace"))

    def span(self, node):
        """(column, end column) from 1; the end is 0 when it stands on another line, both are where
        the parser does not know: inside an f-string before Python 3.12."""
        if is_in_text(node) or not hasattr(node, "end_lineno"):
            return 0, 0
        column = self.column(node.lineno, node.col_offset) + 1
        if node.end_lineno != node.lineno:
            return column, 0
        return column, self.column(node.lineno, node.end_col_offset) + 1

    def source(self, node):
        """The whole text of a node that stands on one line, else ""."""
        column, end = self.span(node)
        return self.line(node.lineno)[column - 1:end - 1] if end else ""

    def of(self, node):
        """A short text for people."""
        text = self.source(node)
        if not text:
            unparse = getattr(ast, "unparse", None)  # since Python 3.9
            try:
                text = unparse(node) if unparse is not None else ""
            except (RecursionError, ValueError):
                text = ""
            text = (text or self.line(node.lineno).strip()).split("\n")[0]
        return text if len(text) <= _MAX_DETAIL else text[:_MAX_DETAIL - 1] + "\u2026"

    def is_alone(self, node):
        """Whether a statement has its line for itself, but for a comment."""
        column, end = self.span(node)
        line = self.line(node.lineno)
        return bool(end) and not line[:column - 1].strip() and \
            line[end - 1:].strip()[:1] in ("", "#")

    def indent(self, node):
        line = self.line(node.lineno)
        return line[:len(line) - len(line.lstrip())]


def is_in_text(node):
    """Whether a node stands inside an f-string."""
    while node is not None and not isinstance(node, ast.stmt):
        if isinstance(node, ast.JoinedStr):
            return True
        node = getattr(node, "parent", None)
    return False
