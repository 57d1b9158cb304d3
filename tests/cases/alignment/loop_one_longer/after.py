def flow(context):
    done = []
    for item in range(21):
        done.append((yield context.call_activity("Pick", item)))
    yield context.call_activity("Ship", done)
    return len(done)
