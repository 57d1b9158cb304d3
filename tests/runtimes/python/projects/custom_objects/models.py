from dataclasses import dataclass


@dataclass
class Money:
    amount: int
    currency: str

    def to_json(self):
        return {"amount": self.amount, "currency": self.currency}

    @classmethod
    def from_json(cls, data):
        return cls(**data)


class Place:
    def __init__(self, name):
        self.name = name

    @staticmethod
    def to_json(place):
        return place.name

    @staticmethod
    def from_json(data):
        return Place(data)
