def flow(context):
    ids = [context.new_uuid(), str(context.new_guid())]
    yield context.call_activity("Use", ids)
