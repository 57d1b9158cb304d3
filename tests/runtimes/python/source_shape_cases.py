"""Cases of test_source_check.py: log lines, shapes of code, what is reached from where."""

SHAPES = {
    # -- log lines -----------------------------------------------------------------------------
    "logs": """
        import logging
        logger = logging.getLogger(__name__)
        def flow(context):
            print("a")  # ! log -> if not context.is_replaying:\\n        print("a")
            logger.info("b")  # ! log -> if not context.is_replaying:\\n        logger.info("b")
            if not context.is_replaying:
                logging.info("c")
            yield context.call_activity("A")
            print("only once: no yield follows")
        """,
    "logs_guards": """
        import logging
        def say(context, text):
            if context.is_replaying:
                return
            logging.info(text)
        def tell(text):
            logging.info(text)
        def flow(context):
            fresh = not context.is_replaying
            if fresh:
                logging.info("a")
                tell("b")
            if context.is_replaying:
                pass
            else:
                logging.info("c")
            if context.is_replaying is False and fresh:
                print("d")
            say(context, "e")
            yield context.call_activity("A")
        """,
    "logs_in_loop": """
        import logging
        def flow(context):
            for name in context.get_input():
                yield context.call_activity("A", name)
                logging.info(name)  # ! log -> if not context.is_replaying:\\n            logging.info(name)
        """,
    "logs_in_helper": """
        import logging
        def tell(text):
            logging.info(text)  # ! log
        def flow(context):
            tell("a")
            yield context.call_activity("A")
            tell("b")
        """,
    "no_log": """
        import math
        class Journal:
            def info(self, text):
                return text
        journal = Journal()
        def flow(context):
            journal.info("kept")
            value = math.log(2)
            yield context.call_activity("A", value)
        """,
    # -- shapes --------------------------------------------------------------------------------
    "endless": """
        def flow(context):
            while True:  # ! loop
                yield context.call_activity("A")
        """,
    "endless_left": """
        def flow(context):
            while True:
                done = yield context.call_activity("A")
                if done:
                    break
            while True:
                done = yield context.call_activity("A")
                if done:
                    context.continue_as_new(None)
                    return
        """,
    "endless_inner_break": """
        def flow(context):
            while True:  # ! loop
                for name in context.get_input():
                    yield context.call_activity("A")
                    break
        """,
    "calls_only_when_fresh": """
        def flow(context):
            if not context.is_replaying:
                yield context.call_activity("Notify", "started")  # ! replaying
                context.set_custom_status("started")
            yield context.call_activity("A")
        """,
    "never_yielded": """
        def step(context):
            yield context.call_activity("B")
        def flow(context):
            context.call_activity("A")  # ! unyielded -> yield context.call_activity("A")
            late = context.call_activity("Late")  # ! unyielded -> yield context.call_activity("Late")
            step(context)  # ! unyielded -> yield from step(context)
            context.signal_entity(None, "add")
            task = context.call_activity("C")
            yield task
            yield from step(context)
        """,
    "waits_anew": """
        from datetime import timedelta
        def flow(context):
            while True:
                approval = context.wait_for_external_event("Approval")  # ! wait
                timer = context.create_timer(context.current_utc_datetime + timedelta(1))
                winner = yield context.task_any([approval, timer])
                if winner == approval:
                    timer.cancel()
                    return approval.result
                yield context.call_activity("Remind")
        """,
    "waits_kept": """
        from datetime import timedelta
        def flow(context):
            approval = context.wait_for_external_event("Approval")
            again = None
            while True:
                if again is None:
                    again = context.wait_for_external_event("Again")
                timer = context.create_timer(context.current_utc_datetime + timedelta(1))
                winner = yield context.task_any([approval, again, timer])
                if winner == approval:
                    return approval.result
        """,
    "waits_left_when_lost": """
        from datetime import timedelta
        def flow(context):
            while True:
                entry = context.wait_for_external_event("Entry")
                timer = context.create_timer(context.current_utc_datetime + timedelta(1))
                winner = yield context.task_any([entry, timer])
                if winner == timer:
                    break
                timer.cancel()
                yield context.call_activity("Take", entry.result)
        """,
    "handlers": """
        class Refused(Exception):
            pass
        class PaymentError(Exception):
            pass
        def flow(context):
            try:
                yield context.call_activity("A")
            except:  # ! swallow
                pass
            try:
                yield context.call_activity("A")
            except BaseException as error:  # ! swallow
                print(error)  # ! log -> if not context.is_replaying:\\n            print(error)
            try:
                yield context.call_activity("A")
            except PaymentError:  # ! catch_type
                pass
            try:
                yield context.call_activity("A")
            except (KeyError, PaymentError):  # ! catch_type
                pass
        """,
    "handlers_harmless": """
        def flow(context):
            try:
                yield context.call_activity("A")
            except Exception:
                pass
            try:
                yield context.call_activity(object())
            except ValueError:
                pass
            try:
                answer = yield context.call_activity("A")
                number = int(answer)
            except ValueError:
                number = 0
            try:
                yield context.call_activity("A", number)
            except BaseException:
                raise
            try:
                number = int("x")
            except:
                number = 1
        """,
    # -- reaching ------------------------------------------------------------------------------
    "helper_in_other_file": """
        from lib.clocks import stamp
        from lib import clocks as c
        import lib.clocks
        def flow(context):
            yield context.call_activity("A", [stamp(), c.deeper(context), lib.clocks.third()])
        """,
    "methods": """
        import time
        class Base:
            def __init__(self, context):
                self.context = context
            def stamp(self):
                return time.time()  # ! clock -> self.context.current_utc_datetime.timestamp()
        class Flow(Base):
            def run(self):
                yield self.context.call_activity("A", self.stamp())
            def unused(self):
                return time.time()
        def flow(context):
            work = Flow(context)
            return (yield from work.run())
        """,
    "nested_functions": """
        import time
        def flow(context):
            def stamp():
                return time.time()  # ! clock -> context.current_utc_datetime.timestamp()
            def unused():
                return time.time()
            later = lambda: time.time()  # ! clock -> context.current_utc_datetime.timestamp()
            yield context.call_activity("A", [stamp(), later()])
        """,
    "passed_on": """
        import time
        def stamp(x):
            return time.time()  # ! clock
        def flow(context):
            yield context.call_activity("A", list(map(stamp, [1])))
        """,
    "the_last_definition_counts": """
        import time
        def stamp():
            return time.time()
        def stamp():
            return 0
        def flow(context):
            yield context.call_activity("A", stamp())
        """,
    "bases_without_an_end": """
        class A:
            pass
        class B(A):
            pass
        class A(B):
            pass
        def flow(context):
            if context.get_input():
                A.nothing()
            yield context.call_activity("A")
        """,
    "recursion": """
        def walk(context, n):
            if n:
                yield context.call_activity("A", n)
                yield from walk(context, n - 1)
        def flow(context):
            yield from walk(context, 3)
        """,
    "characters_before": """
        import time
        def flow(context):
            x = "äöü 漢字", time.time()  # ! clock -> context.current_utc_datetime.timestamp()
            yield context.call_activity("A", x)
        """,
}

#: Files that cases import.
OTHERS = {
    "state.py": "total = 0\nentries = []\n",
    "lib/__init__.py": "",
    "lib/clocks.py": """
        import time
        from . import more
        def stamp():
            return time.time()  # ! clock
        def deeper(ctx):
            return more.inner(ctx)
        def third():
            return 3
        def unused():
            return time.time()
        """,
    "lib/more.py": """
        from uuid import uuid4
        def inner(ctx):
            return uuid4()  # ! uuid -> ctx.new_guid()
        """,
}
