#include <fmt/format.h>

#include "core/base/text.h"
#include "core/diagnostics/pass_facts.h"
#include "core/diagnostics/rules/rules.h"

namespace core::diagnostics {
namespace {

using model::PassIndex;
using model::Trace;
using model::YieldIndex;

constexpr std::string_view kContextFix =
    "Yield what context.call_activity, create_timer, task_any and the like return.";

/// Visits passes until one is reported: the later ones say the same.
template <class Visit>
void first_pass(const Subject& subject, Visit visit) {
  if (subject.trace == nullptr) return;
  for (std::uint32_t i = 0; i < subject.trace->passes.size(); ++i) {
    if (visit(*subject.trace, PassIndex{i}, subject.trace->passes[i])) return;
  }
}

bool is_coroutine_text(const std::string& message) {
  return message.find("coroutine") != std::string::npos ||
         message.find("async") != std::string::npos;
}

void run_no_task(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out) {
  first_pass(subject, [&](const Trace& trace, PassIndex pass, const model::Pass& of) {
    if (of.length == 0) return false;
    const YieldIndex last{of.length - 1};
    const auto* odd = std::get_if<model::NotATask>(&trace.yield_at(pass, last).what);
    if (odd == nullptr) return false;
    const std::string value =
        odd->value.has_value() ? fmt::format(" ({})", base::shorten(odd->value.text, 80)) : "";
    const std::string what =
        odd->type_name == "NoneType" ? "None" : "a value of type " + odd->type_name;
    model::Finding finding = finding_of(
        rule, fmt::format("The orchestrator yields {}{}, which is no task.", what, value));
    finding.place = place_at(trace, pass, last);
    finding.expected = "a task made by the context";
    finding.actual = what + value;
    finding.cause =
        "The value was yielded itself, or the call on the context is missing or was "
        "not returned.";
    if (const auto* broke = std::get_if<model::SdkBroke>(&of.outcome.what)) {
      finding.platform_message = fmt::format("{}: {}", broke->type, broke->message);
    }
    out.push_back(std::move(finding));
    return true;
  });
}

/// What is known about an exception of the SDK's own.
void explain_break(const model::SdkBroke& broke, model::Finding& finding) {
  if (broke.type == "SystemExit" || broke.type == "KeyboardInterrupt") {
    finding.cause = "The code raised " + broke.type +
                    ", which the SDK does not catch: it leaves the executor without a state "
                    "document.";
    finding.fix = "Return a value to end the orchestration, or raise an Exception to fail it.";
  } else if (broke.message.find("completed twice") != std::string::npos) {
    finding.cause =
        "A task_all inside another any or all had failed and was settled; when its last task then "
        "succeeded the SDK settled it once more, and the outer one no longer expects that.";
    finding.fix =
        "Do not put a task_all that can fail inside a task_any: give the race a sub-orchestration, "
        "or catch failures in the activities.";
  } else if (broke.message.ends_with("is not a valid ReplaySchema")) {
    finding.cause =
        "The host offers a state schema (upperSchemaVersion) that this generation of the SDK does "
        "not know; the code was not reached.";
    finding.fix =
        "Choose the generation that ran it: --flavour azure-functions-python-1.3, or a newer "
        "azure-functions-durable.";
  } else if (broke.message.find("has no attribute 'append'") != std::string::npos) {
    finding.cause =
        "A task that has its sequence id and was not sent yet was yielded once more, or stands "
        "twice "
        "in one any or all; the SDK keeps such tasks in a list only where they wait for a name.";
    finding.fix = "Yield each task once, and put it into one any or all once.";
  }
}

void run_sdk(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out) {
  first_pass(subject, [&](const Trace& trace, PassIndex pass, const model::Pass& of) {
    const auto* broke = std::get_if<model::SdkBroke>(&of.outcome.what);
    if (broke == nullptr) return false;
    const bool is_no_task =
        of.length > 0 && std::holds_alternative<model::NotATask>(
                             trace.yield_at(pass, YieldIndex{of.length - 1}).what);
    if (is_no_task || is_coroutine_text(broke->message)) return true;
    model::Finding finding = finding_of(rule, fmt::format("The SDK itself fails in pass {}: {}: {}",
                                                          of.number, broke->type, broke->message));
    finding.place =
        place_at(trace, pass, of.length > 0 ? YieldIndex{of.length - 1} : YieldIndex{0});
    finding.actual = fmt::format("{}: {}", broke->type, broke->message);
    finding.cause =
        "This SDK has no rule for what the code did here; the function fails without a "
        "state document.";
    finding.platform_message = finding.actual;
    explain_break(*broke, finding);
    finding.is_consequence = trace.divergence.has_value() && trace.divergence->pass < pass;
    out.push_back(std::move(finding));
    return true;
  });
}

void run_async(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out) {
  first_pass(subject, [&](const Trace& trace, PassIndex pass, const model::Pass& of) {
    const auto* broke = std::get_if<model::SdkBroke>(&of.outcome.what);
    if (broke == nullptr || !is_coroutine_text(broke->message)) return false;
    const std::string name =
        trace.orchestrator.function.empty() ? "The orchestrator" : trace.orchestrator.function;
    model::Finding finding = finding_of(
        rule,
        fmt::format("{} is declared `async def`; an orchestrator must be a generator.", name));
    finding.place = place_at(trace, pass, YieldIndex{of.length});
    finding.place.file = trace.orchestrator.file;
    finding.place.function = trace.orchestrator.function;
    for (const model::Evidence& evidence : trace.evidence) {
      const model::Place* place = trace.place(evidence.place);
      if (evidence.kind == "async" && place != nullptr) finding.place.line = place->line;
    }
    finding.expected = fmt::format("def {}(context): … yield …", trace.orchestrator.function);
    finding.actual = fmt::format("async def {}(context): … await …", trace.orchestrator.function);
    finding.cause =
        "The SDK drives the function with next() and send(); a coroutine has no yields "
        "for it to answer.";
    finding.platform_message = fmt::format("{}: {}", broke->type, broke->message);
    out.push_back(std::move(finding));
    return true;
  });
}

void run_not_run(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out) {
  first_pass(subject, [&](const Trace& trace, PassIndex pass, const model::Pass& of) {
    const auto* not_run = std::get_if<model::NotRun>(&of.outcome.what);
    if (not_run == nullptr) return false;
    if (not_run->error.code == "orchestrator.sdk_differs") return true;  // YS6001 says so
    model::Finding finding = finding_of(rule, fmt::format("Pass {} could not be run to its end: {}",
                                                          of.number, not_run->error.message));
    finding.place = place_at(trace, pass, YieldIndex{of.length});
    if (!not_run->error.where.file.empty()) {
      finding.place.file = not_run->error.where.file;
      finding.place.line = not_run->error.where.line;
    }
    finding.cause = not_run->error.code;
    if (!not_run->error.hint.empty()) finding.fix = not_run->error.hint;
    out.push_back(std::move(finding));
    return true;
  });
}

/// The failure of a call that went through the code unchanged: SEMANTICS 6.29.
void blame_failed_call(const Trace& trace, PassIndex pass, const model::Raised& raised,
                       model::Finding& finding) {
  const model::Resume& last = trace.passes[pass.value].outcome.segment.arrived;
  if (last.kind != model::ResumeKind::raise || raised.type != "Exception") return;
  for (const model::Settled& settled : last.settled) {
    if (settled.handle != last.awaited || settled.ok || settled.value.text != raised.message) {
      continue;
    }
    const model::Op* op = trace.find_op(pass, settled.handle);
    if (op == nullptr) return;
    finding.place.event = settled.event;
    finding.cause = fmt::format(
        "{} failed, and nothing catches the plain Exception that the SDK makes of it: `except` "
        "with "
        "the activity's own exception type never matches.",
        model::to_text(*op));
    return;
  }
}

void run_raised(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out) {
  first_pass(subject, [&](const Trace& trace, PassIndex pass, const model::Pass& of) {
    const auto* raised = std::get_if<model::Raised>(&of.outcome.what);
    if (raised == nullptr) return false;
    model::Finding finding =
        finding_of(rule, fmt::format("The orchestrator raises {}: {}", raised->type,
                                     base::shorten(raised->message, 400)));
    finding.place = place_at(trace, pass, YieldIndex{of.length});
    finding.actual = raised->type + ": " + raised->message;
    finding.cause = "Nothing in the orchestrator catches it, so the instance ends as Failed.";
    finding.is_consequence = trace.divergence.has_value() && trace.divergence->pass < pass;
    blame_failed_call(trace, pass, *raised, finding);
    out.push_back(std::move(finding));
    return true;
  });
}

}  // namespace

Rule yields_no_task() {
  return {.id = "YS2001",
          .severity = model::Severity::error,
          .title = "The orchestrator yields something that is no task",
          .explanation =
              "An orchestrator may yield only tasks that its context made. The SDK looks at the "
              "yielded value as if it were a task and breaks inside itself; the function fails "
              "with a message that does not name the line. Yielding None ends in the same way at "
              "the next event.",
          .source =
              "azure-functions-durable 1.x, TaskOrchestrationExecutor: takes what was yielded for "
              "a task, found by running it (SEMANTICS 3.1)",
          .example =
              "yield 'Hello'\n"
              "# better\n"
              "yield context.call_activity('Hello')",
          .fix = kContextFix,
          .run = run_no_task};
}

Rule sdk_broke() {
  return {.id = "YS2002",
          .severity = model::Severity::error,
          .title = "The SDK itself fails",
          .explanation =
              "The code did something for which the SDK has no rule, and an exception of the SDK's "
              "own left its executor. No state document is sent, so the platform fails the "
              "instance with the raw text.",
          .source =
              "azure-functions-durable 1.x, TaskOrchestrationExecutor: its own exceptions, found "
              "by running it (SEMANTICS 3.1, 6.12)",
          .example =
              "yield context.task_all([task, task])\n"
              "# better\n"
              "yield task",
          .fix =
              "Avoid the construct at the place named: one compound a task, no task twice in "
              "one compound, no awaiting after a failed all.",
          .run = run_sdk};
}

Rule async_orchestrator() {
  return {.id = "YS2003",
          .severity = model::Severity::error,
          .title = "The orchestrator is async",
          .explanation =
              "Orchestrators of this SDK are generators: they are written with def and yield and "
              "run again and again from their first line. `async def` makes a coroutine, which the "
              "SDK never starts and cannot write as JSON.",
          .source =
              "Microsoft Learn, Orchestrator function code constraints, Async APIs; azure- "
              "functions-durable 1.x drives a generator (SEMANTICS 3.1)",
          .example =
              "async def flow(context):\n"
              "    return await context.call_activity('A')\n"
              "# better\n"
              "def flow(context):\n"
              "    return (yield context.call_activity('A'))",
          .fix = "Write `def` instead of `async def`, and `yield` instead of `await`.",
          .run = run_async};
}

Rule not_run() {
  return {
      .id = "YS2004",
      .severity = model::Severity::error,
      .title = "The code could not be run on",
      .explanation =
          "The process that runs the orchestrator ended, hung, or wrote too much, so this pass "
          "stops where it is. Everything recorded before is complete and stays visible.",
      .source =
          "Yieldscope's own limits on the process that runs the code: time, memory, what it may "
          "act on (DESIGN 6)",
      .example =
          "while not is_ready():\n"
          "    pass\n"
          "# better\n"
          "while not (yield context.call_activity('IsReady')):\n"
          "    yield context.create_timer(context.current_utc_datetime + timedelta(seconds=10))",
      .fix = "Look at the place named; an orchestrator must reach its next yield within seconds.",
      .run = run_not_run};
}

Rule unhandled_exception() {
  return {.id = "YS2005",
          .severity = model::Severity::information,
          .title = "The orchestrator raises",
          .explanation =
              "The code raised an exception and nothing in it caught it. That is a lawful end: the "
              "instance becomes Failed. An activity's failure arrives as a plain Exception with "
              "the text of its reason and details; its own type is lost.",
          .source =
              "azure-functions-durable 1.x: a failed task is raised as a plain Exception "
              "(SEMANTICS 3.1, 6.29)",
          .example =
              "yield context.call_activity('Pay')\n"
              "# better, where the orchestration should go on\n"
              "try:\n"
              "    yield context.call_activity('Pay')\n"
              "except Exception as error:\n"
              "    yield context.call_activity('Refund', str(error))",
          .fix = "Catch it around the yield if the orchestration should go on.",
          .run = run_raised};
}

}  // namespace core::diagnostics
