def flow(context):
    cities = {"Tokyo", "Seattle"}
    for city in cities:
        yield context.call_activity("A", city)
