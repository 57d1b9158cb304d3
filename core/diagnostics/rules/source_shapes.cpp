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
          .source = "SEMANTICS 4.3, Logging; DURABLE0010",
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
          .source = "SEMANTICS 4.3, Infinite loop; DURABLE0011",
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
          .source = "SEMANTICS 4.1; case ND-01",
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
          .source = "SEMANTICS 0, `yield` needed to schedule",
          .example =
              "context.call_activity(\"Log\", entry)\n"
              "# better\n"
              "yield context.call_activity(\"Log\", entry)",
          .fix = "Write `yield` before the call, or `yield from` before a generator function.",
          .run = report_remarks};
}

Rule source_waits_anew() {
  return {.id = "YS7018",
          .severity = model::Severity::warning,
          .title = "A wait for an event made anew in each round",
          .explanation =
              "The loop waits for an event and for something else, and the next round waits "
              "anew while the wait of the last is still open. SDKs differ in which of the "
              "open waits takes the event.",
          .source = "SEMANTICS 0 (Same-name event delivery), 6.3; case ND-11",
          .example =
              "while True:\n"
              "    answer = context.wait_for_external_event(\"Answer\")\n"
              "    done = yield context.task_any([answer, timer()])\n"
              "# better\n"
              "answer = context.wait_for_external_event(\"Answer\")\n"
              "while True:\n"
              "    done = yield context.task_any([answer, timer()])",
          .fix = "Make the wait before the loop, and anew only after it has been answered.",
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
          .source = "SEMANTICS 3.1 (TaskFailed)",
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
          .source = "DESIGN 13, Never guesses silently",
          .example =
              "# flow.py, 1.5 MB of tables and one orchestrator\n"
              "# better: tables in tables.py, the orchestrator in flow.py",
          .fix = "Keep orchestrators in files of their own.",
          .run = report_remarks};
}

}  // namespace core::diagnostics
