import azure.functions as func


def flow(context):
    x: func.QueueMesage = None
    yield func.QueueMesage
