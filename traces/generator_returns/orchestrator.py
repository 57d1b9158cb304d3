"""A plain generator that ends with a return value after three yields."""


def returns():
    total = 0
    for number in (100, 101, 102):
        answer = yield number
        print("sent", answer)
        total += answer
    return total
