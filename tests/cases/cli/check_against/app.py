import azure.durable_functions as df

app = df.DFApp()

charge, renamed = "ChargeCard", "ChargePayment"
CALLS = dict(a=charge, b=renamed, c=renamed, d=charge)


def define(name):
    def order(context):
        order = context.get_input()
        yield context.call_activity("ReserveStock", order)
        yield context.call_activity(CALLS[name], order)
        yield context.call_activity("ShipOrder", order)
        return "shipped"

    app.orchestration_trigger(context_name="context", orchestration=name)(order)


for each in CALLS:
    define(each)
