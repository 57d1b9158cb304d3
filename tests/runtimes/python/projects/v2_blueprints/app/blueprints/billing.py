import azure.functions as func
from .orders import reserve

blueprint = func.Blueprint()


@blueprint.function_name("Bill")
@blueprint.orchestration_trigger(context_name="context")
def bill(context):
    yield context.call_activity(reserve, 1)
