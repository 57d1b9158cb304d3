def flow(context)
    yield 1
