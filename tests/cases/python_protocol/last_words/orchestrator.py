class Nameless(Exception):
    def __str__(self):
        return ""


def plain(context):
    if context.get_input() == "nameless":
        def code():
            raise Nameless()
            yield
        return code()
    if context.get_input() == "status":
        def code():
            context.set_custom_status({1})
            raise ValueError("hidden by the status")
            yield
        return code()
    context.continue_as_new(7)
    return {"nobody reads": {1}}
