seen = []


def flow(context):
    for number in range(2):
        seen.append(number)
        yield context.call_activity("A")
