"""Orchestrators are found behind the installed SDK's own objects too (--sdk real): by their shape.

The classes here have the members of azure-functions and azure-functions-durable 1.x that are read.
"""
import types
import unittest

import paths  # noqa: F401
from _yieldscope import candidates


def sdk_class(name, *bases):
    return type(name, bases, {"__module__": "azure.functions.decorators.function_app"})


DecoratorApi = sdk_class("DecoratorApi")
FunctionRegister = sdk_class("FunctionRegister", DecoratorApi)
FunctionBuilder = sdk_class("FunctionBuilder")


def create(fn):
    def handle(context):
        return fn(context)
    handle.__module__ = "azure.durable_functions.orchestrator"
    return handle


def builder(fn, kind="orchestrationTrigger", orchestration=None, name=None):
    made = FunctionBuilder()
    made._function = types.SimpleNamespace(
        _func=create(fn) if kind == "orchestrationTrigger" else fn, _name=name or fn.__name__,
        _trigger=types.SimpleNamespace(type=kind, orchestration=orchestration))
    return made


def app(cls, *builders):
    made = cls()
    made._function_builders = list(builders)
    return made


def flow(context):
    yield


def bill(context):
    yield


def work(x):
    return x


class InstalledSdk(unittest.TestCase):
    def found(self, **members):
        module = types.ModuleType("project")
        vars(module).update(members)
        return [(c.name, c.line, c.is_registered)
                for c in candidates.of_module(module, __file__, False)]

    def test_apps_and_blueprints(self):
        orders = builder(flow, orchestration="Orders")
        draft = builder(bill)
        self.assertEqual(
            self.found(app=app(FunctionRegister, orders, builder(work, "activityTrigger")),
                       flow=orders, drafts=app(DecoratorApi, draft), FunctionApp=FunctionRegister),
            [("Orders", flow.__code__.co_firstlineno, True),
             ("bill", bill.__code__.co_firstlineno, False)])

    def test_the_handle_of_create(self):
        self.assertEqual(self.found(main=create(flow), create=create),
                         [("main", flow.__code__.co_firstlineno, True)])

    def test_classes_of_those_names_elsewhere_are_nobodys(self):
        other = type("FunctionRegister", (), {"__module__": "somewhere"})()
        self.assertEqual(self.found(app=other), [])


if __name__ == "__main__":
    unittest.main()
