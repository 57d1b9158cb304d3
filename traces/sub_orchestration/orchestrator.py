"""Sub-orchestrations: one child instance for each device of a site."""
import logging

import azure.durable_functions as df

app = df.DFApp()


@app.orchestration_trigger(context_name="context")
def sub_orchestration(context: df.DurableOrchestrationContext):
    site = context.get_input()
    devices = yield context.call_activity("ListDevices", site)
    children = []
    for device in devices:
        child_id = f"{context.instance_id}:{device}"
        children.append(context.call_sub_orchestrator("provision_device", device, child_id))
    return (yield context.task_all(children))


@app.orchestration_trigger(context_name="context")
def provision_device(context: df.DurableOrchestrationContext):
    device = context.get_input()
    logging.info("provisioning %s", device)
    version = yield context.call_activity("InstallFirmware", device)
    yield context.call_activity("Restart", device)
    return f"{device} runs {version}"
