async def flow(context):
    return await context.call_activity("A", 1)
