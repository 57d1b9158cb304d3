def flow(context):
    greeting = yield context.call_activity("A", 1)
    return greeting


def greet(city):
    return "Hello " + city
