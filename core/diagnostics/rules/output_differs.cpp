#include <fmt/format.h>

#include "core/base/canonical_json.h"
#include "core/base/text.h"
#include "core/diagnostics/execution_end.h"
#include "core/diagnostics/pass_facts.h"
#include "core/diagnostics/rules/rules.h"

namespace core::diagnostics {
namespace {

constexpr std::size_t kShownColumns = 400;

/// Of a recorded Completed, compared with what the same pass returned.
void run_output(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out) {
  const auto end = execution_end(subject);
  if (!end || end->status != model::RuntimeStatus::completed || !end->pass) return;
  const model::Trace& trace = *subject.trace;
  const model::PayloadView recorded = subject.history.at(end->event).payload();
  const auto& outcome = trace.passes[end->pass->value].outcome;
  const auto* returned = std::get_if<model::Returned>(&outcome.what);
  if (returned == nullptr || !recorded.has_value()) return;
  const std::string actual = returned->value.has_value() ? returned->value.text : "null";
  if (base::equal_as_json(recorded.text, actual)) return;

  const model::YieldIndex behind_last{trace.passes[end->pass->value].length};
  model::Finding finding = finding_of(
      rule, fmt::format("The output of pass {} is not the output that the history recorded.",
                        trace.passes[end->pass->value].number));
  finding.place = place_at(trace, *end->pass, behind_last);
  finding.place.event = end->event;
  finding.expected = base::shorten(recorded.text, kShownColumns);
  finding.actual = base::shorten(actual, kShownColumns);
  finding.cause =
      "The answers are the same, so the value comes from somewhere else: module state that lives "
      "across passes, a clock, a random number, a setting, or code that changed since.";
  finding.is_consequence = trace.divergence.has_value();
  if (finding.is_consequence) {
    finding.cause = "The code left the history before it ended, so it was not given the same "
                    "answers.";
    finding.fix = "Repair the divergence first; the output is worth comparing only after that.";
  }
  out.push_back(std::move(finding));
}

std::string words_of(const model::Outcome& outcome) {
  using base::shorten;
  return shorten(model::outcome_text(outcome), kShownColumns);
}

bool agrees(model::RuntimeStatus recorded, const model::Outcome& outcome) {
  switch (recorded) {
    case model::RuntimeStatus::completed:
      return std::holds_alternative<model::Returned>(outcome.what);
    case model::RuntimeStatus::failed:
      return std::holds_alternative<model::Raised>(outcome.what) ||
             std::holds_alternative<model::SdkBroke>(outcome.what);
    case model::RuntimeStatus::continued_as_new:
      return std::holds_alternative<model::ContinuedAsNew>(outcome.what);
    default:
      return true;
  }
}

void run_status(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out) {
  const auto end = execution_end(subject);
  if (!end || !end->pass || end->is_platform_verdict) return;
  const model::Trace& trace = *subject.trace;
  const model::Pass& pass = trace.passes[end->pass->value];
  if (std::holds_alternative<model::NotRun>(pass.outcome.what)) return;
  if (agrees(end->status, pass.outcome)) return;

  model::Finding finding = finding_of(
      rule, fmt::format("The history ends as {}; pass {} of this code ends otherwise: {}.",
                        model::name_of(end->status), pass.number, words_of(pass.outcome)));
  finding.place = place_at(trace, *end->pass, model::YieldIndex{pass.length});
  finding.place.event = end->event;
  finding.expected = std::string(model::name_of(end->status));
  finding.actual = words_of(pass.outcome);
  finding.cause =
      "Code or SDK are not the ones that made this history, or the code depends on "
      "something that is not recorded.";
  finding.is_consequence = trace.divergence.has_value() || pass.verdict.has_value();
  out.push_back(std::move(finding));
}

}  // namespace

Rule output_differs() {
  return {.id = "YS1004",
          .severity = model::Severity::warning,
          .title = "Output differs from the recorded result",
          .explanation =
              "The code went through the same calls and answers as the history, and returned "
              "another value. The platform never compares outputs, so nobody would tell you. A "
              "replay must give the same output each time: values that live in the module, the "
              "clock, random numbers and settings do not.",
          .source =
              "Durable Task Framework, TaskOrchestrationContext.cs: the output of a replay is not "
              "compared (DESIGN 5; SEMANTICS 4.1)",
          .example =
              "log = []\n"
              "def flow(context):\n"
              "    log.append((yield context.call_activity('A')))\n"
              "    return log\n"
              "# better\n"
              "def flow(context):\n"
              "    return [(yield context.call_activity('A'))]",
          .fix =
              "Keep what the orchestrator collects in local variables of the function; take "
              "time, random values and settings from the context, the input or an activity.",
          .run = run_output};
}

Rule status_differs() {
  return {.id = "YS1005",
          .severity = model::Severity::warning,
          .title = "Final status differs from the recorded one",
          .explanation =
              "The history says how this instance ended, and the code ends otherwise in the same "
              "pass: it raises where the history completed, or still waits. A recorded verdict of "
              "non-determinism is not compared; the platform wrote that one, not the code.",
          .source =
              "Durable Task Framework, OrchestrationStatus of ExecutionCompleted, compared by "
              "Yieldscope alone (DESIGN 5; SEMANTICS 1.1)",
          .example =
              "# recorded: Completed\n"
              "result = yield context.call_activity('A')\n"
              "return result['total']  # the field is new: KeyError on an old answer\n"
              "# better\n"
              "return result.get('total', 0)",
          .fix = "Check that this is the code and the SDK version that made the history.",
          .run = run_status};
}

}  // namespace core::diagnostics
