class Order:
    def __init__(self, number):
        self.number = number

    @staticmethod
    def to_json(order):
        return {"number": order.number}

    @staticmethod
    def from_json(data):
        return Order(data["number"])
