def countdown(start=3):
    while start:
        start -= (yield {"left": start})
    return "done"


def helper():
    return 1
