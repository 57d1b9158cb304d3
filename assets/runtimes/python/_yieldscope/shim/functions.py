"""azure.functions: what a Functions project needs to import (served by finder.py).

Types that only stand in annotations of other functions are empty classes; those that people make
at import time, or in tests of their own, keep what they are given.
"""
import enum
import json

from .builders import DecoratorApi, Function, FunctionBuilder, FunctionRegister


class AuthLevel(enum.Enum):
    FUNCTION = "function"
    ANONYMOUS = "anonymous"
    ADMIN = "admin"


class HttpMethod(enum.Enum):
    GET = "GET"
    POST = "POST"
    DELETE = "DELETE"
    HEAD = "HEAD"
    PATCH = "PATCH"
    PUT = "PUT"
    OPTIONS = "OPTIONS"


class DataType(enum.Enum):
    UNDEFINED = 0
    STRING = 1
    BINARY = 2
    STREAM = 3


class Cardinality(enum.Enum):
    ONE = "one"
    MANY = "many"


class AccessRights(enum.Enum):
    MANAGE = "manage"
    LISTEN = "listen"


class BindingDirection(enum.Enum):
    IN = 0
    OUT = 1
    INOUT = 2


class BlobSource(enum.Enum):
    EVENT_GRID = "EventGrid"
    LOGS_AND_CONTAINER_SCAN = "LogsAndContainerScan"


class CosmosDBChangeFeedMode(enum.Enum):
    LATEST_VERSION = "LatestVersion"
    ALL_VERSIONS_AND_DELETES = "AllVersionsAndDeletes"


class McpPropertyType(enum.Enum):
    INTEGER = "integer"
    FLOAT = "float"
    STRING = "string"
    BOOLEAN = "boolean"
    OBJECT = "object"


class BrokerAuthenticationMode(enum.Enum):
    NOTSET = -1
    GSSAPI = 0
    PLAIN = 1
    SCRAMSHA256 = 2
    SCRAMSHA512 = 3
    OAUTHBEARER = 4


class BrokerProtocol(enum.Enum):
    NOTSET = -1
    PLAINTEXT = 0
    SSL = 1
    SASLPLAINTEXT = 2
    SASLSSL = 3


# -- apps --------------------------------------------------------------------------------------

class TriggerApi(DecoratorApi):
    """Base of apps and blueprints in the real package."""


class BindingApi(DecoratorApi):
    """Base of apps and blueprints in the real package."""


class SettingsApi(DecoratorApi):
    """Base of apps and blueprints in the real package."""


class FunctionApp(FunctionRegister, TriggerApi, BindingApi, SettingsApi):
    """The app of a v2 project without Durable Functions' own class."""


class Blueprint(TriggerApi, BindingApi, SettingsApi):
    """Functions declared elsewhere, registered with an app."""


BluePrint = Blueprint


class DaprFunctionApp(FunctionApp):
    """An app with Dapr's triggers."""


class DaprBlueprint(Blueprint):
    """A blueprint with Dapr's triggers."""


class ExternalHttpFunctionApp(FunctionRegister, TriggerApi, SettingsApi):
    """An app around a web framework's own."""

    def __init__(self, app=None, http_auth_level=None, function_name="http_app_func"):
        FunctionRegister.__init__(self, http_auth_level)
        self.middleware = app


ThirdPartyHttpFunctionApp = ExternalHttpFunctionApp


class AsgiFunctionApp(ExternalHttpFunctionApp):
    """An app around an ASGI application."""


class WsgiFunctionApp(ExternalHttpFunctionApp):
    """An app around a WSGI application."""


class _Middleware:
    """Forwards requests to a web framework; no request comes during a replay."""

    def __init__(self, app):
        self.app = app

    def handle(self, *args, **kwargs):
        raise NotImplementedError("no request reaches this app during a replay")

    handle_async = handle
    main = handle


class AsgiMiddleware(_Middleware):
    pass


class WsgiMiddleware(_Middleware):
    pass


# -- values that people make -------------------------------------------------------------------

class HttpRequest:
    """A request as tests make it."""

    def __init__(self, method="GET", url="", *, headers=None, params=None, route_params=None,
                 body=b""):
        self.method = method
        self.url = url
        self.headers = headers or {}
        self.params = params or {}
        self.route_params = route_params or {}
        self._body = body

    def get_body(self):
        return self._body

    def get_json(self):
        return json.loads(self._body)


class HttpResponse:
    """Kept as it was made; nobody sends it."""

    def __init__(self, body=None, *, status_code=200, headers=None, mimetype=None, charset=None):
        self.body = body
        self.status_code = status_code
        self.headers = headers or {}
        self.mimetype = mimetype or "text/plain"
        self.charset = charset or "utf-8"

    def get_body(self):
        return self.body if isinstance(self.body, bytes) else str(self.body or "").encode()


class Out:
    """Out[str]: an output parameter."""

    def __class_getitem__(cls, item):
        return cls

    def __init__(self, value=None):
        self._value = value

    def set(self, val):
        self._value = val

    def get(self):
        return self._value


class _Row(dict):
    """A document or a row: a dict with the two constructors of the real ones."""

    @classmethod
    def from_dict(cls, dct):
        return cls(dct)

    @classmethod
    def from_json(cls, json_data):
        return cls(json.loads(json_data))

    def to_dict(self):
        return dict(self)

    def to_json(self):
        return json.dumps(self)


class Document(_Row):
    pass


class SqlRow(_Row):
    pass


class MySqlRow(_Row):
    pass


class DocumentList(list):
    pass


class SqlRowList(list):
    pass


class MySqlRowList(list):
    pass


class _Kept:
    """Takes any arguments and keeps the named ones; `Type[str]` is the type itself."""

    def __init__(self, *args, **kwargs):
        self.__dict__.update(kwargs)
        self.args = args

    def __class_getitem__(cls, item):
        return cls

    def get_body(self):
        return self.__dict__.get("body")


_KEPT = (
    "Context", "TimerRequest", "InputStream", "QueueMessage", "ServiceBusMessage", "EventHubEvent",
    "EventGridEvent", "EventGridOutputEvent", "KafkaEvent", "KafkaConverter",
    "KafkaTriggerConverter", "OrchestrationContext", "EntityContext", "WarmUpContext",
    "RetryContext", "TraceContext", "RpcException", "RetryPolicy", "RetryStrategy",
    "FuncExtensionBase", "AppExtensionBase", "ExtensionMeta", "MCPToolContext",
    "PromptInvocationContext", "PromptArgument", "CloudEvent", "HttpTrigger",
    "HttpOutput", "Trigger", "InputBinding", "OutputBinding", "Setting", "Datum", "InConverter",
    "OutConverter")
globals().update((name, type(name, (_Kept,), {"__module__": "azure.functions"}))
                 for name in _KEPT)


class FunctionExtensionException(Exception):
    """Raised by extensions of the worker."""


class FunctionLoadError(RuntimeError):
    """Raised by the worker."""


def get_binding_registry():
    return None


def register_converter(*_args, **_kwargs):
    """Converters are the worker's; nothing is converted during a replay."""


def mcp_content(decorated=None, **_options):
    """Marks a class of MCP results; used bare or with arguments."""
    return mcp_content if decorated is None else decorated


def _serialize_custom_object(obj):
    from .. import jsontext
    return jsontext.encode_custom(obj)


def _deserialize_custom_object(obj):
    from .. import jsontext
    return jsontext.decode_custom(obj)


__version__ = "2.3.0"

SUBMODULES = frozenset("""
_abc _blob _cosmosdb _decorators _durable_functions _eventgrid _eventhub _http _http_asgi _http_wsgi
_json _jsonutils _kafka _mysql _queue _retry_context _servicebus _sql _thirdparty _timer _utils
_warmup blob connectors cosmosdb decorators decorators.blob decorators.connectors
decorators.constants decorators.core decorators.cosmosdb decorators.custom decorators.dapr
decorators.dapr_function_app decorators.eventgrid decorators.eventhub decorators.function_app
decorators.function_name decorators.generic decorators.http decorators.kafka decorators.mcp
decorators.mysql decorators.openai decorators.queue decorators.retry_policy decorators.servicebus
decorators.sql decorators.table decorators.timer decorators.utils decorators.warmup
durable_functions eventgrid eventhub extension http kafka mcp meta mysql queue servicebus sql timer
warmup
""".split())

__all__ = sorted(
    [name for name, value in globals().items()
     if isinstance(value, type) and not name.startswith("_") and name != "FunctionBuilder"] +
    ["get_binding_registry", "register_converter", "mcp_content"])
_reachable = (Function, FunctionBuilder)
