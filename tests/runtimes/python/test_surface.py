"""The stand-ins have every public name of azure-functions 2.3 and azure-functions-durable 1.x."""
import importlib
import sys
import types
import unittest

import paths  # noqa: F401
from _yieldscope import finder
from _yieldscope.shim import decorator_names

FUNCTIONS = """get_binding_registry register_converter Context Out CloudEvent CosmosDBChangeFeedMode
Document DocumentList EventGridEvent EventGridOutputEvent EventHubEvent HttpRequest HttpResponse
InputStream KafkaEvent KafkaConverter KafkaTriggerConverter OrchestrationContext EntityContext
QueueMessage ServiceBusMessage SqlRow SqlRowList TimerRequest WarmUpContext MySqlRow MySqlRowList
WsgiMiddleware AsgiMiddleware AppExtensionBase FuncExtensionBase ExtensionMeta
FunctionExtensionException FunctionApp Function FunctionRegister DecoratorApi TriggerApi BindingApi
SettingsApi Blueprint ExternalHttpFunctionApp AsgiFunctionApp WsgiFunctionApp DataType AuthLevel
Cardinality AccessRights HttpMethod BlobSource MCPToolContext PromptInvocationContext PromptArgument
McpPropertyType mcp_content DaprFunctionApp DaprBlueprint BluePrint""".split()
DURABLE = """Orchestrator Entity EntityId DurableOrchestrationClient DurableEntityContext
DurableOrchestrationContext ManagedIdentityTokenSource OrchestrationRuntimeStatus
EntityStateResponse RetryOptions Blueprint DFApp""".split()


class Surface(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.others = {name: sys.modules.pop(name) for name in list(sys.modules)
                      if name.split(".")[0] == "azure"}
        cls.finder = finder.Finder()
        sys.meta_path.insert(0, cls.finder)
        import azure.durable_functions
        import azure.functions
        cls.func, cls.df = azure.functions, azure.durable_functions

    @classmethod
    def tearDownClass(cls):
        sys.meta_path.remove(cls.finder)
        for name in [name for name in sys.modules if name.split(".")[0] == "azure"]:
            del sys.modules[name]
        sys.modules.update(cls.others)

    def test_every_public_name_is_there(self):
        for module, names in ((self.func, FUNCTIONS), (self.df, DURABLE)):
            for name in names:
                self.assertIn(name, vars(module))
        self.assertLessEqual(set(DURABLE), set(self.df.__all__))

    def test_every_decorator_records_and_gives_the_function_back(self):
        for make in (self.func.FunctionApp, self.func.Blueprint, self.df.DFApp, self.df.Blueprint,
                     self.func.DaprFunctionApp):
            app = make()
            for name in sorted(decorator_names.ALL):
                builder = getattr(app, name)(arg_name="x")(lambda x: x + 1)
                self.assertEqual(builder(1), 2, name)
                self.assertIsNone(builder.orchestration_name())

    def test_a_mistyped_decorator_is_named_with_the_one_that_was_meant(self):
        with self.assertRaises(AttributeError) as caught:
            self.df.DFApp().orchestration_triger
        self.assertEqual(str(caught.exception), "'DFApp' object has no attribute "
                         "'orchestration_triger'. Did you mean: 'orchestration_trigger'?")
        with self.assertRaises(AttributeError) as caught:
            self.df.DFApp().zzz
        self.assertEqual(str(caught.exception), "'DFApp' object has no attribute 'zzz' "
                         "(azure.functions is Yieldscope's stand-in here; it knows the decorators "
                         "of azure-functions 2.3)")

    def test_an_unknown_name_says_whose_stand_in_it_is(self):
        with self.assertRaises(AttributeError) as caught:
            self.df.RetryOption
        self.assertEqual(str(caught.exception), "Yieldscope's stand-in for azure.durable_functions "
                         "has no RetryOption. Did you mean RetryOptions?")
        self.assertFalse(hasattr(self.func, "zzz"))

    def test_a_submodule_does_not_hide_the_class_of_its_name(self):
        module = importlib.import_module("azure.durable_functions.models.RetryOptions")
        from azure.durable_functions.models import RetryOptions
        self.assertIsInstance(module, types.ModuleType)
        self.assertIs(RetryOptions, self.df.RetryOptions)
        self.assertIs(module.RetryOptions, RetryOptions)

    def test_clients_say_that_there_is_no_host(self):
        client = self.df.DurableOrchestrationClient("{}")
        with self.assertRaises(NotImplementedError) as caught:
            client.start_new("x")
        self.assertEqual(str(caught.exception), "DurableOrchestrationClient.start_new talks to the "
                         "Functions host, which is not there during a replay.")

    def test_values_that_people_make_keep_what_they_are_given(self):
        func = self.func
        request = func.HttpRequest(method="POST", url="/a", body=b'{"a": 1}')
        self.assertEqual(request.get_json(), {"a": 1})
        self.assertEqual(func.HttpResponse("x", status_code=404).get_body(), b"x")
        out = func.Out()
        out.set(3)
        self.assertEqual(out.get(), 3)
        self.assertEqual(func.Document.from_json('{"id": 1}')["id"], 1)
        self.assertEqual(func.QueueMessage(id="1", body=b"x").get_body(), b"x")
        self.assertTrue(func.Out[str])


if __name__ == "__main__":
    unittest.main()
