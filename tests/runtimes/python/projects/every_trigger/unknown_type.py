import azure.functions as func
from azure.functions import QueueMesage


def flow(context):
    yield
