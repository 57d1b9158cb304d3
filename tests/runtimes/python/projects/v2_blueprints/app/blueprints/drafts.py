import azure.durable_functions as df

drafts = df.Blueprint()


@drafts.orchestration_trigger(context_name="context")
def draft(context):
    yield context.call_activity("Draft")
