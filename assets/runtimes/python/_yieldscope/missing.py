"""What a project lacked when it was imported or replayed: words for errors, notes for findings."""
import os

from . import finder, stubs, watch

_NOWHERE = ("", "", 0)
_OTHERWISE = ("Install it for this interpreter, choose another one with --python, or let a "
              "stand-in take its place with --stub-missing.")


def hint_for(error):
    """What to do about an import that raised; empty when nothing special is known."""
    if isinstance(error, ImportError):
        return _hint_for_import(error, getattr(error, "name", None) or "")
    if isinstance(error, KeyError) and _is_environment(error) and error.args:
        return ("Set the environment variable {}, or write it into Values of local.settings.json "
                "in the app's folder.".format(error.args[0]))
    return ""


def _hint_for_import(error, name):
    if finder.is_served(name):
        return ("azure.functions and azure.durable_functions are Yieldscope's stand-ins here. If "
                "the installed package has what is missing, --stub-missing stands in for it.")
    if not isinstance(error, ModuleNotFoundError) or not name:
        return ""
    own = stubs.mistaken_for(name)
    root, _, rest = name.partition(".")
    if own is None:
        return "{} is not installed. {}".format(name, _OTHERWISE)
    if own != root:
        return ("Did you mean {}, which the project has? If {} is a package, name it in "
                "requirements.txt.".format(own, root))
    if rest:
        return "{} belongs to the project, which has no {} in it.".format(root, rest)
    return ("{} belongs to the project, but not to this target: name the app's folder as the "
            "target.".format(root))


def _is_environment(error):
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    code = trace.tb_frame.f_code if trace is not None else None
    return code is not None and code.co_name == "__getitem__" and \
        code.co_filename in ("<frozen os>", os.__file__)


def tell(target):
    """Notes at the start of a run what the import had to put up with."""
    for name, place in stubs.found():
        watch.note("stubbed", name, place)
    for kind, detail, place in target.remarks:
        watch.note(kind, detail, place)


class Undecoded:
    """Takes what jsontext could not decode, as evidence at the yield where it came in."""

    @staticmethod
    def append(pair):
        module, cls = pair
        watch.note("undecoded", "{}.{}".format(module, cls), _NOWHERE)
