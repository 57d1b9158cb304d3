def flow(context):
    yield "hello"
