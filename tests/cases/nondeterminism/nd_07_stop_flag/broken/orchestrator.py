import os


def flow(context):
    done = []
    for part in context.get_input():
        if os.path.exists("/var/run/yieldscope-shop/stopping"):  # the host is going down
            yield context.call_activity("Save", done)
            return "stopped"
        done.append((yield context.call_activity("Copy", part)))
    return "copied"
