from .models import Order

ACTIVITY = "ChargeActivity"


def charge(context, order: Order):
    paid = yield context.call_activity(ACTIVITY, order)
    return paid
