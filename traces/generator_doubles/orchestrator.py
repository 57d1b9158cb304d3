"""A plain generator: it yields twice of what it is sent, for ever."""


def doubles():
    received = 0
    while True:
        received = yield received * 2
