"""What the source text says, where running code does not tell: syntax trees of the user's files.

Read only when something is noted, and kept for the process. A file that cannot be read or parsed
says nothing.
"""
_trees = {}
_LOG_METHODS = frozenset(("debug", "info", "warning", "warn", "error", "exception", "critical", "log",
                          "print"))


def tree_of(path):
    """The syntax tree of a file, each node with its `parent`; None when there is none."""
    if path not in _trees:
        _trees[path] = _parse(path)
    return _trees[path]


def _parse(path):
    import ast
    import tokenize
    try:
        with tokenize.open(path) as stream:
            tree = ast.parse(stream.read(), path)
    except (OSError, SyntaxError, ValueError, UnicodeError, RecursionError, MemoryError):
        return None
    for node in ast.walk(tree):
        for child in ast.iter_child_nodes(node):
            child.parent = node
    tree.parent = None
    return tree


def covers(node, line):
    first = getattr(node, "lineno", None)
    return first is not None and first <= line <= (getattr(node, "end_lineno", None) or first)


def statement_at(path, line):
    """The innermost simple statement that covers a line, or None."""
    import ast
    tree = tree_of(path)
    if tree is None:
        return None
    best = None
    for node in ast.walk(tree):
        if isinstance(node, ast.stmt) and covers(node, line) and not hasattr(node, "body"):
            best = node
    return best


def is_guarded_log(path, line):
    """Whether the line only writes a log, under `if not context.is_replaying`."""
    import ast
    statement = statement_at(path, line)
    if statement is None or not _is_log(statement):
        return False
    child, node = statement, statement.parent
    while node is not None:
        if isinstance(node, ast.If) and child in node.body and _is_first_run(node.test):
            return True
        child, node = node, node.parent
    return False


def is_flag_for_logs(path, line):
    """Whether a read of is_replaying on the line only decides over log lines, or stands in one."""
    import ast
    tree = tree_of(path)
    if tree is None:
        return False
    statement = statement_at(path, line)
    if statement is not None and _is_log(statement):
        return True
    return any(isinstance(node, ast.If) and covers(node.test, line) and
               all(_is_log(each) for each in node.body + node.orelse) for node in ast.walk(tree))


def _is_log(statement):
    import ast
    if isinstance(statement, ast.Pass):
        return True
    if not isinstance(statement, ast.Expr) or not isinstance(statement.value, ast.Call):
        return False
    called = statement.value.func
    name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
    return name in _LOG_METHODS


def _is_first_run(test):
    """`not x.is_replaying`, alone or with more conditions under `and`."""
    import ast
    if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And):
        return any(_is_first_run(part) for part in test.values)
    return (isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not) and
            isinstance(test.operand, ast.Attribute) and test.operand.attr == "is_replaying")


_CHANGERS = frozenset(("append", "extend", "insert", "remove", "pop", "clear", "sort", "reverse",
                       "add", "discard", "update", "setdefault", "popitem", "appendleft",
                       "popleft", "write"))


def change_of_name(path, name):
    """(function, line) that changes a module variable: the only such place in a function, else
    where the module assigns it; line 0 when neither is found."""
    import ast
    tree = tree_of(path)
    inside, outside = [], []
    for node in ast.walk(tree) if tree is not None else ():
        if isinstance(node, (ast.Name, ast.ClassDef, ast.FunctionDef)) and _is_change(node, name):
            function = _function_of(node)
            if function is None:
                outside.append(("<module>", node.lineno))
            elif not _is_local(function, name):
                inside.append((qualified_name(function), node.lineno))
    if len(inside) == 1 or (inside and not outside):
        return inside[0]
    return outside[0] if outside else ("", 0)


def _is_change(node, name):
    import ast
    if not isinstance(node, ast.Name):
        return node.name == name
    if node.id != name:
        return False
    if isinstance(node.ctx, (ast.Store, ast.Del)):
        return True
    child, parent = node, node.parent
    while isinstance(parent, (ast.Attribute, ast.Subscript)) and parent.value is child:
        if isinstance(parent.ctx, (ast.Store, ast.Del)):
            return True
        call = parent.parent
        if isinstance(parent, ast.Attribute) and parent.attr in _CHANGERS and \
                isinstance(call, ast.Call) and call.func is parent:
            return True
        child, parent = parent, call
    return False


def _function_of(node):
    import ast
    node = node.parent
    while node is not None and not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        node = node.parent
    return node


def qualified_name(function):
    """As __qualname__ has it."""
    import ast
    parts = [function.name]
    node = function.parent
    while node is not None:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            parts[:0] = [node.name, "<locals>"]
        elif isinstance(node, ast.ClassDef):
            parts.insert(0, node.name)
        node = node.parent
    return ".".join(parts)


def _is_local(function, name):
    """Whether a function has a variable of its own of that name."""
    import ast
    arguments = function.args
    if any(argument.arg == name for argument in arguments.args + arguments.kwonlyargs):
        return True
    is_stored = False
    for node in ast.walk(function):
        if isinstance(node, ast.Global) and name in node.names:
            return False
        if isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Store):
            is_stored = True
    return is_stored
