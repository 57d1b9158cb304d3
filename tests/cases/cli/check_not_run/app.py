import nothing_of_that_name


def three_cities(context):
    yield context.call_activity("Hello", nothing_of_that_name.CITY)
