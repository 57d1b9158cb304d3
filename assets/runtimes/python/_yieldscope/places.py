"""Where code stands: file, qualified name and line, and the chain under `yield from`.

A file inside the target's folder is named relative to it, so that traces do not depend on where a
project lies.
"""
import os
import sys

_HERE = os.path.dirname(os.path.abspath(__file__)) + os.sep
_STANDARD = os.path.dirname(os.path.abspath(os.__file__)) + os.sep
_folder = [os.sep]
_project = [os.sep]
_file_names = {}
_MAX_FRAMES = 50


def set_folder(folder, project=None):
    """Files of the target's folder are named relative to it, and those of its project as well."""
    _folder[0] = folder.rstrip(os.sep) + os.sep
    _project[0] = (project or folder).rstrip(os.sep) + os.sep
    _file_names.clear()


def shown_file(path):
    """The name of a source file as places carry it."""
    name = _file_names.get(path)
    if name is None:
        name = path
        full = os.path.abspath(path) if not path.startswith("<") else path
        if full.startswith(_folder[0]):
            name = full[len(_folder[0]):]
        elif full.startswith(_project[0]) and "-packages" + os.sep not in full:
            name = os.path.relpath(full, _folder[0])
        else:
            for mark in ("/site-packages/", "/dist-packages/"):
                if mark in full:
                    name = full[full.index(mark) + 1:]
            if full.startswith(_STANDARD) and name == path:
                name = "python/" + full[len(_STANDARD):]
        _file_names[path] = name
    return name


def is_own(path):
    """Whether the file is one of ours."""
    return path.startswith(_HERE)


def is_standard(path):
    """Whether the file belongs to the interpreter (and not to an installed package)."""
    return path.startswith("<frozen") or (
        path.startswith(_STANDARD) and "-packages" + os.sep not in path)


def standard_name(path):
    """A file of the interpreter by its name inside the library, e.g. logging/__init__.py."""
    if path.startswith("<frozen "):  # os and its like, since Python 3.11
        return path[8:-1].replace(".", "/") + ".py"
    return path[len(_STANDARD):] if path.startswith(_STANDARD) else path


def is_in_target(path):
    """Whether the file is the user's own; packages of a .venv in the folder are not."""
    if "-packages" + os.sep in path:
        return False
    return path.startswith(_project[0]) or (
        not path.startswith(("<", os.sep)) and os.path.abspath(path).startswith(_project[0]))


def qualified_name(code):
    return getattr(code, "co_qualname", None) or code.co_name


def place_of_frame(frame):
    """(file, function, line); a frame that is not running gives the line it stands at."""
    code = frame.f_code
    return (shown_file(code.co_filename), qualified_name(code), frame.f_lineno or 0)


def suspended_frames(generator):
    """The frames of a suspended generator, outermost first, through `yield from`."""
    frames = []
    while generator is not None and len(frames) < _MAX_FRAMES:
        frame = getattr(generator, "gi_frame", None)
        if frame is None:
            break
        frames.append((frame, getattr(generator, "__qualname__", None)))
        generator = generator.gi_yieldfrom
    return frames


def place_of(entry):
    frame, name = entry
    code = frame.f_code
    return (shown_file(code.co_filename), name or qualified_name(code), frame.f_lineno or 0)


def chain_key(generator):
    """Cheap identity of where a generator with an inner one stands: names and instructions.

    Not the code objects: reading those is an audit event, which costs more than the rest.
    """
    key = []
    while generator is not None and len(key) < 2 * _MAX_FRAMES:
        frame = getattr(generator, "gi_frame", None)
        if frame is None:
            break
        key.append(generator.__qualname__)
        key.append(frame.f_lasti)
        generator = generator.gi_yieldfrom
    return key


def place_of_traceback(traceback):
    """The innermost frame that is the user's: a file of the target, else any that is not ours."""
    best = fallback = None
    while traceback is not None:
        code = traceback.tb_frame.f_code
        if not is_own(code.co_filename):
            entry = (shown_file(code.co_filename), qualified_name(code), traceback.tb_lineno or 0)
            fallback = entry
            if is_in_target(code.co_filename):
                best = entry
        traceback = traceback.tb_next
    return best or fallback


def place_of_caller(frame):
    """The nearest frame of the target that is running, else the nearest that is not ours."""
    fallback = None
    for _ in range(_MAX_FRAMES):
        if frame is None:
            break
        path = frame.f_code.co_filename
        if not is_own(path):
            if is_in_target(path):
                return place_of_frame(frame)
            if fallback is None and not is_standard(path):
                fallback = place_of_frame(frame)
        frame = frame.f_back
    return fallback or ("", "", 0)


def caller():
    return place_of_caller(sys._getframe(2))
