def flow(context):
    city = context.get_input()
    weather = yield context.call_activity("ReadWeather", city)
    yield context.call_activity("Send", weather)
    return weather
