def flow(context):
    response = yield context.call_http("POST", "https://example.invalid/jobs")
    after = yield context.call_activity("After", response["statusCode"])
    return [response["statusCode"], after]
