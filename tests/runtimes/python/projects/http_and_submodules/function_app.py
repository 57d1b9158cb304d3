import azure.durable_functions as df
import azure.durable_functions.constants as constants
from azure.durable_functions import DFApp, ManagedIdentityTokenSource, RetryOptions
from azure.durable_functions.decorators.durable_app import Blueprint
from azure.durable_functions.models import DurableOrchestrationContext
from azure.durable_functions.models.DurableOrchestrationContext import (
    DurableOrchestrationContext as Context)
from azure.durable_functions.models.DurableOrchestrationClient import DurableOrchestrationClient
from azure.durable_functions.models.DurableOrchestrationStatus import DurableOrchestrationStatus
from azure.durable_functions.models.OrchestrationRuntimeStatus import OrchestrationRuntimeStatus
from azure.durable_functions.models.PurgeHistoryResult import PurgeHistoryResult
from azure.durable_functions.models.RetryOptions import RetryOptions as Options
from azure.durable_functions.models.Task import TaskBase, WhenAllTask
from azure.durable_functions.models.TokenSource import ManagedIdentityTokenSource as Source
from azure.durable_functions.models.history import HistoryEventType
from azure.durable_functions.models.utils.entity_utils import EntityId
from azure.functions.decorators.core import DataType
from azure.functions.decorators.function_app import FunctionBuilder

app: DFApp = df.DFApp()
FINISHED = [OrchestrationRuntimeStatus.Completed.value, OrchestrationRuntimeStatus.Failed.name]


@app.orchestration_trigger(context_name="context")
def restart(context: Context):
    assert Context is DurableOrchestrationContext is df.DurableOrchestrationContext
    assert Options is RetryOptions and Source is ManagedIdentityTokenSource
    assert isinstance(restart, FunctionBuilder)
    token = ManagedIdentityTokenSource("https://management.core.windows.net")
    answer = yield context.call_http("POST", "https://x.test/restart", content={"a": 1},
                                     headers={"H": "1"}, token_source=token)
    status = DurableOrchestrationStatus.from_json({"name": "n", "runtimeStatus": "Running"})
    return [answer["statusCode"], FINISHED, status.name, constants.DEFAULT_LOCAL_HOST,
            PurgeHistoryResult(instancesDeleted=2).instances_deleted,
            int(HistoryEventType.TASK_COMPLETED), DataType.STRING.value]
