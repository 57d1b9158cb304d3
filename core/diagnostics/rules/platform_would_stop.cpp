#include <fmt/format.h>

#include "core/diagnostics/pass_facts.h"
#include "core/diagnostics/rules/rules.h"
#include "core/diagnostics/verdict_text.h"

namespace core::diagnostics {
namespace {

/// The platform raises once: the first pass that carries a verdict is the one that fails.
void run(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out) {
  if (subject.trace == nullptr) return;
  for (std::size_t i = 0; i < subject.trace->passes.size(); ++i) {
    const model::Pass& pass = subject.trace->passes[i];
    if (!pass.verdict) continue;
    const auto words = find_verdict_text(pass.verdict->message);
    model::Finding finding =
        finding_of(rule, fmt::format("The platform stops the instance in pass {} ({}){}.",
                                     pass.number, pass.verdict->rule,
                                     pass.is_confirming ? ", the next time it wakes up" : ""));
    finding.place.pass = model::PassIndex{static_cast<std::uint32_t>(i)};
    finding.place.event = pass.verdict->event;
    if (words) {
      finding.expected = recorded_call(*words);
      finding.actual = replayed_call(*words);
    }
    finding.cause =
        "The platform compares kind and name of each recorded call with the calls of "
        "the replay when it reads the recorded event again.";
    finding.platform_message = pass.verdict->message;
    finding.is_consequence = subject.trace->divergence.has_value();
    out.push_back(std::move(finding));
    return;
  }
}

}  // namespace

Rule platform_would_stop() {
  return {.id = "YS1002",
          .severity = model::Severity::error,
          .title = "The platform would stop this instance",
          .explanation =
              "Run against this code, the platform's own check fails: a recorded call has no "
              "counterpart of the same kind and name in the replay. The instance ends as Failed "
              "with the quoted text. The platform compares kind and name only, never inputs, due "
              "times or results.",
          .source =
              "Durable Task Framework, TaskOrchestrationContext.cs: its checks, D1 to D11 here "
              "(SEMANTICS 4.1)",
          .example =
              "# recorded: 'Pay'\n"
              "yield context.call_activity('Charge', order)\n"
              "# better: a version in the input chooses the path\n"
              "name = 'Charge' if order.get('version', 1) > 1 else 'Pay'\n"
              "yield context.call_activity(name, order)",
          .fix =
              "Do not deploy this code over instances in flight: let them finish, or keep the "
              "old path for them (a new orchestrator name, or a version in the input).",
          .run = run};
}

}  // namespace core::diagnostics
