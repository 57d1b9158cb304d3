// Shapes of code that the source shows: log lines, loops, guards, lost tasks, waits, handlers.
#include "core/diagnostics/remarks.h"
#include "core/diagnostics/rules/rules.h"

namespace core::diagnostics {

Rule source_logs_again() {
  return {.id = "YS7014",
          .severity = model::Severity::information,
          .title = "A log line is written in every pass",
          .explanation =
              "Each pass runs the function from its first line, so a log line stands in the "
              "log once for every answer that comes after it. That is no error; it only "
              "reads as if the work was done again.",
          .source =
              "Microsoft Learn, Diagnostics in Durable Functions: log where is_replaying is "
              "false; analyzer DURABLE0010 (SEMANTICS 4.3)",
          .example =
              "logging.info(\"starting\")\n"
              "# better\n"
              "if not context.is_replaying:\n"
              "    logging.info(\"starting\")",
          .fix = "Write it under `if not context.is_replaying`.",
          .run = report_remarks};
}

Rule source_never_ends() {
  return {.id = "YS7015",
          .severity = model::Severity::information,
          .title = "A loop without an end",
          .explanation =
              "The loop has no way out, and the function never calls continue_as_new. The "
              "history grows with every round, and each pass goes through all of it.",
          .source = "Microsoft Learn, Eternal orchestrations; analyzer DURABLE0011 (SEMANTICS 4.3)",
          .example =
              "while True:\n"
              "    yield context.call_activity(\"Poll\")\n"
              "# better\n"
              "yield context.call_activity(\"Poll\")\n"
              "context.continue_as_new(None)",
          .fix = "End each round, or each few, with context.continue_as_new(…) and return.",
          .run = report_remarks};
}

Rule source_calls_when_fresh() {
  return {.id = "YS7016",
          .severity = model::Severity::warning,
          .title = "A call is made only where nothing is replayed",
          .explanation =
              "is_replaying is true for what earlier passes have done already. A call under "
              "`not is_replaying` is made in the first pass and left out in the next, which "
              "then no longer fits the history.",
          .source =
              "Durable Task Framework compares the calls of a replay with the recorded ones; "
              "is_replaying is for log lines (SEMANTICS 4.1; case ND-01)",
          .example =
              "if not context.is_replaying:\n"
              "    yield context.call_activity(\"Notify\")\n"
              "# better\n"
              "yield context.call_activity(\"Notify\")",
          .fix = "Use the flag for log lines only; an answered call is not made again anyway.",
          .run = report_remarks};
}

Rule source_drops_task() {
  return {.id = "YS7017",
          .severity = model::Severity::warning,
          .title = "A task that nothing yields",
          .explanation =
              "A call on the context only makes a task, and a generator function only makes "
              "a generator. Neither does anything until it is yielded.",
          .source =
              "azure-functions-durable 1.x: a call makes a task, and only a yielded task is sent "
              "(SEMANTICS 0)",
          .example =
              "context.call_activity(\"Log\", entry)\n"
              "# better\n"
              "yield context.call_activity(\"Log\", entry)",
          .fix = "Write `yield` before the call, or `yield from` before a generator function.",
          .run = report_remarks};
}

Rule source_waits_anew() {
  return {.id = "YS7018",
          .severity = model::Severity::information,
          .title = "A wait for an event made anew in each round",
          .explanation =
              "The loop waits for an event and for something else, and the next round waits "
              "anew while the wait of the last is still open. In Azure Functions Python 1.x the "
              "newest wait gets the event, so the loop works, but for an event that comes between "
              "two rounds: that one goes to the wait that was left. Newer SDKs give the event to "
              "the oldest wait. Where an event was lost that way, YS5013 says so.",
          .source =
              "azure-functions-durable 1.x answers the newest wait first, the Durable Task SDKs "
              "the oldest (SEMANTICS 0, 6.3; case ND-11)",
          .example =
              "while True:\n"
              "    answer = context.wait_for_external_event(\"Answer\")\n"
              "    done = yield context.task_any([answer, timer()])\n"
              "# better\n"
              "answer = context.wait_for_external_event(\"Answer\")\n"
              "while not answer.is_completed:\n"
              "    done = yield context.task_any([answer, timer()])",
          .fix =
              "Make the wait before the loop, anew only after it has been answered, and look at its "
              "is_completed before each round: a task_any of an answered wait loses the timer.",
          .run = report_remarks};
}

Rule source_keeps_exit() {
  return {.id = "YS7019",
          .severity = model::Severity::warning,
          .title = "A handler that keeps GeneratorExit",
          .explanation =
              "A generator that waits is closed by a GeneratorExit at its yield. A bare "
              "except, or one for BaseException, takes it for a failure of the call and goes "
              "on with the function.",
          .source = "Python language reference, generator.close(); SEMANTICS 3.1",
          .example =
              "try:\n"
              "    yield context.call_activity(\"Pay\")\n"
              "except:\n"
              "    paid = False\n"
              "# better\n"
              "except Exception:\n"
              "    paid = False",
          .fix = "Catch Exception, or raise again at the handler's end.",
          .run = report_remarks};
}

Rule source_catches_type() {
  return {.id = "YS7020",
          .severity = model::Severity::warning,
          .title = "A failure is caught by a class it never has",
          .explanation =
              "The class that an activity raised is not recorded: its failure arrives in the "
              "orchestrator as a plain Exception with a text. A handler for another class "
              "never runs.",
          .source =
              "azure-functions-durable 1.x: a failed task is raised as a plain Exception "
              "(SEMANTICS 3.1)",
          .example =
              "try:\n"
              "    yield context.call_activity(\"Pay\")\n"
              "except PaymentError:\n"
              "    paid = False\n"
              "# better\n"
              "except Exception as error:\n"
              "    paid = \"PaymentError\" not in str(error)",
          .fix = "Catch Exception and look at its text, or return what went wrong as a value.",
          .run = report_remarks};
}

Rule source_unread() {
  return {.id = "YS7021",
          .severity = model::Severity::information,
          .title = "Source that was not read",
          .explanation =
              "The static findings come from reading the orchestrator's files. One of them "
              "is too large for it, is no Python, or holds more than can be told.",
          .source =
              "Yieldscope's own limit on the files that it reads for static findings (DESIGN 13)",
          .example =
              "# flow.py, 1.5 MB of tables and one orchestrator\n"
              "# better: tables in tables.py, the orchestrator in flow.py",
          .fix = "Keep orchestrators in files of their own.",
          .run = report_remarks};
}

}  // namespace core::diagnostics
