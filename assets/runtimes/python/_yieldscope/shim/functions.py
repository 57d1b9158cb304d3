"""azure.functions: enough for a Functions project to import (served by finder.py).

Names that are not listed become empty classes on first use: they are types of other triggers
(QueueMessage, Out, Context, …) that appear in annotations and never run during a replay.
"""
import enum

from .builders import DecoratorApi, FunctionBuilder  # noqa: F401  (public names)


class AuthLevel(enum.Enum):
    FUNCTION = "function"
    ANONYMOUS = "anonymous"
    ADMIN = "admin"


class FunctionApp(DecoratorApi):
    """The app of a v2 project without Durable Functions' own class."""


class Blueprint(DecoratorApi):
    """Functions declared elsewhere, registered with an app."""


FunctionRegister = FunctionApp


class HttpResponse:
    """Kept as it was made; nobody sends it."""

    def __init__(self, body=None, *, status_code=200, headers=None, mimetype=None, charset=None):
        self.body = body
        self.status_code = status_code
        self.headers = headers or {}
        self.mimetype = mimetype
        self.charset = charset

    def get_body(self):
        return self.body if isinstance(self.body, bytes) else str(self.body or "").encode()


SUBMODULES = {"decorators": None, "decorators.function_app": None, "_durable_functions": None,
              "decorators.core": None}


class _Stand:
    """Base of the classes that are made up on first use; accepts `Out[str]` and any arguments."""

    def __init__(self, *args, **kwargs):
        pass

    def __class_getitem__(cls, item):
        return cls


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    if name in ("_serialize_custom_object", "_deserialize_custom_object"):
        from .. import jsontext
        return jsontext.encode_custom if name.startswith("_s") else jsontext.decode_custom
    made = type(name, (_Stand,), {"__module__": "azure.functions"})
    globals()[name] = made
    return made
