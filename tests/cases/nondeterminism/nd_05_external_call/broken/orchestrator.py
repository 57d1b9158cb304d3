import urllib.request


def flow(context):
    city = context.get_input()
    with urllib.request.urlopen("http://127.0.0.1:9/weather?city=" + city) as answer:
        weather = answer.read().decode()
    yield context.call_activity("Send", weather)
    return weather
