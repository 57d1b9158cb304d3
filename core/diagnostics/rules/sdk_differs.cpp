// What an installed SDK did otherwise than Yieldscope's rules say (--sdk real).
#include <fmt/format.h>

#include <utility>

#include "core/base/json.h"
#include "core/base/text.h"
#include "core/diagnostics/pass_facts.h"
#include "core/diagnostics/rules/rules.h"

namespace core::diagnostics {
namespace {

constexpr std::size_t kShown = 400;

std::string shown(std::string_view text) { return base::shorten(text, kShown); }

/// The pass in which the SDK and the rules do not even agree on whether the code runs on.
void report_left_waiting(const Rule& rule, const Subject& subject,
                         std::vector<model::Finding>& out) {
  const model::Trace& trace = *subject.trace;
  for (std::uint32_t i = 0; i < trace.passes.size(); ++i) {
    const auto* not_run = std::get_if<model::NotRun>(&trace.passes[i].outcome.what);
    if (not_run == nullptr || not_run->error.code != "orchestrator.sdk_differs") continue;
    model::Finding finding = finding_of(rule, not_run->error.message + ".");
    finding.place = place_at(trace, model::PassIndex{i}, model::YieldIndex{trace.passes[i].length});
    finding.expected = "the code runs on, by Yieldscope's rules";
    finding.actual = "the installed SDK leaves it waiting";
    out.push_back(std::move(finding));
  }
}

void run(const Rule& rule, const Subject& subject, std::vector<model::Finding>& out) {
  if (subject.trace == nullptr) return;
  report_left_waiting(rule, subject, out);
  bool has_led = false;
  for (const model::Evidence& evidence : subject.trace->evidence) {
    if (evidence.kind != "sdk_differs" || evidence.pass.value >= subject.trace->passes.size()) {
      continue;
    }
    const auto detail = base::parse_json(evidence.detail);
    if (!detail.ok()) continue;
    const std::string member(detail->string_at("member"));
    model::Finding finding = finding_of(
        rule, fmt::format("In pass {} the installed SDK differs from what Yieldscope predicts: {}.",
                          subject.trace->passes[evidence.pass.value].number, member));
    finding.place = place_at(*subject.trace, evidence.pass, evidence.yield);
    finding.expected = shown(detail->string_at("engine"));
    finding.actual = shown(detail->string_at("sdk"));
    finding.cause = fmt::format("Yieldscope replays by the rules of {}.", subject.trace->flavour);
    finding.is_consequence = std::exchange(has_led, true);  // later passes repeat the first
    out.push_back(std::move(finding));
  }
}

}  // namespace

Rule sdk_differs() {
  return {.id = "YS6001",
          .severity = model::Severity::error,
          .title = "The installed SDK and Yieldscope's rules differ",
          .explanation =
              "With --sdk real the SDK that is installed in the interpreter runs the code, and "
              "Yieldscope predicts its state document beside it. Where the two differ, what a "
              "replay without --sdk real shows is not what this SDK does. The expected side is "
              "Yieldscope's, the actual side the SDK's.",
          .source =
              "The SDK that is installed, run beside Yieldscope's own rules of it (SEMANTICS 3.1, "
              "3.2)",
          .example =
              "# requirements.txt: azure-functions-durable==1.3.0\n"
              "# yieldscope replay history.json --sdk real --flavour azure-functions-python-1.2\n"
              "# better\n"
              "# yieldscope replay history.json --sdk real --flavour azure-functions-python-1.3",
          .fix = "Choose the flavour of the installed version with --flavour; if it differs still, "
                 "report it with the history.",
          .run = run};
}

}  // namespace core::diagnostics
