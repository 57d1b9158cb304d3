import os
import signal
import sqlite3


def flow(context):
    sqlite3.connect(":memory:").execute("select 1")
    try:
        os.kill(os.getpid(), signal.SIGTERM)
    except PermissionError as refusal:
        print(refusal)
    try:
        sqlite3.connect("orders.db")
    except PermissionError as refusal:
        print(refusal)
    yield context.call_activity("A")
