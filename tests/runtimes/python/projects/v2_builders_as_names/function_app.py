import azure.durable_functions as df

app = df.DFApp()
ONCE = df.RetryOptions(first_retry_interval_in_milliseconds=1000, max_number_of_attempts=2)


@app.activity_trigger(input_name="x", activity="RealAct")
def act(x: int) -> int:
    return x


@app.function_name(name="Sum")
@app.activity_trigger(input_name="numbers")
def add(numbers: list) -> int:
    return sum(numbers)


@app.orchestration_trigger(context_name="context")
def child(context):
    return context.get_input()


@app.orchestration_trigger(context_name="context")
def parent(context):
    one = yield context.call_activity(act, 1)
    two = yield context.call_activity_with_retry(add, ONCE, [one, 1])
    three = yield context.call_sub_orchestrator(child, two, instance_id="c1")
    four = yield context.call_sub_orchestrator_with_retry(child, ONCE, three, "c2")
    try:
        yield context.call_activity(child, 1)
    except ValueError as error:
        print(error)
    try:
        yield context.call_activity(len, 1)
    except ValueError as error:
        print(str(error)[:60])
    return four
