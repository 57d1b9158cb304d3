def flow(context):
    sites = context.get_input()
    parts = [context.call_sub_orchestrator("Inspect", site, "inspect-" + site)
             for site in sites]
    reports = yield context.task_all(parts)
    return len(reports)
