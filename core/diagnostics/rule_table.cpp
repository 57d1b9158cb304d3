// The list of rules in the order of their ids, and the one loop that runs them.
#include <algorithm>
#include <array>
#include <tuple>

#include "core/diagnostics/rule.h"
#include "core/diagnostics/rules/rules.h"

namespace core::diagnostics {
namespace {

auto make_table() {
  return std::to_array<Rule>({
      recorded_nondeterminism(),
      platform_would_stop(),
      code_leaves_history(),
      output_differs(),
      status_differs(),
      passes_disagree(),
      outputs_disagree(),
      input_differs(),
      due_time_differs(),
      counter_skew(),
      yields_no_task(),
      sdk_broke(),
      async_orchestrator(),
      not_run(),
      unhandled_exception(),
      reads_clock(),
      reads_random(),
      reads_uuid(),
      reads_environment(),
      reads_file(),
      reads_other(),
      refused_act(),
      duplicate_completion(),
      orphan_completion(),
      no_execution_started(),
      payload_not_json(),
      completed_twice(),
      unclaimed_answer(),
      open_after_return(),
      event_name_case(),
      nothing_open(),
  });
}

model::Finding* find(std::vector<model::Finding>& findings, std::string_view id) {
  const auto found = std::find_if(findings.begin(), findings.end(),
                                  [&](const model::Finding& finding) { return finding.id == id; });
  return found == findings.end() ? nullptr : &*found;
}

/// Whether the pass in which the code leaves the history ended by the refusal of an act.
bool ended_by_refusal(const Subject& subject) {
  if (subject.trace == nullptr || !subject.trace->divergence) return false;
  const auto pass = subject.trace->divergence->pass.value;
  if (pass >= subject.trace->passes.size()) return false;
  const auto* raised = std::get_if<model::Raised>(&subject.trace->passes[pass].outcome.what);
  return raised != nullptr && raised->type == "PermissionError";
}

/// Code that cannot run leaves the history because of that, not the other way round.
bool explains_divergence(const model::Finding& finding, const model::Finding& divergence,
                         const Subject& subject) {
  const bool is_fault = finding.id == "YS2001" || finding.id == "YS2002" || finding.id == "YS2003";
  const bool is_refusal = finding.id == "YS3007" && ended_by_refusal(subject);
  return (is_fault || is_refusal) && finding.place.pass && divergence.place.pass &&
         *finding.place.pass <= *divergence.place.pass;
}

/// A payload that the SDK could not decode is what broke it.
void blame_payload(std::vector<model::Finding>& findings) {
  model::Finding* broke = find(findings, "YS2002");
  model::Finding* payload = find(findings, "YS4004");
  if (broke == nullptr || payload == nullptr || !broke->actual.starts_with("JSONDecodeError"))
    return;
  broke->is_consequence = true;
  payload->severity = model::Severity::error;
}

/// One cause, one leading finding. Where the code leaves the history explains what the platform
/// said before and would say again; what keeps the code from running explains both.
void mark_consequences(std::vector<model::Finding>& findings, const Subject& subject) {
  if (model::Finding* divergence = find(findings, "YS1003")) {
    if (model::Finding* recorded = find(findings, "YS1001")) recorded->is_consequence = true;
    for (const model::Finding& finding : findings) {
      if (explains_divergence(finding, *divergence, subject)) divergence->is_consequence = true;
    }
  }
  model::Finding* again = find(findings, "YS1007");
  if (again != nullptr && find(findings, "YS1004") != nullptr) again->is_consequence = true;
  blame_payload(findings);
}

}  // namespace

model::Finding finding_of(const Rule& rule, std::string message) {
  model::Finding finding;
  finding.id = rule.id;
  finding.severity = rule.severity;
  finding.message = std::move(message);
  finding.fix = rule.fix;
  return finding;
}

std::span<const Rule> rules() {
  static const auto table = make_table();
  return table;
}

const Rule* find_rule(std::string_view id) {
  const auto found =
      std::find_if(rules().begin(), rules().end(), [&](const Rule& rule) { return rule.id == id; });
  return found == rules().end() ? nullptr : &*found;
}

std::vector<model::Finding> diagnose(const Subject& subject) {
  std::vector<model::Finding> findings;
  for (const Rule& rule : rules()) {
    if (rule.run != nullptr) rule.run(rule, subject, findings);
  }
  mark_consequences(findings, subject);
  const auto order = [](const model::Finding& finding) {
    const auto& place = finding.place;
    return std::tuple(-static_cast<int>(finding.severity), finding.is_consequence,
                      place.pass.value_or(model::PassIndex{0xffffffffU}).value,
                      place.yield.value_or(model::YieldIndex{0xffffffffU}).value,
                      place.event.value);
  };
  std::stable_sort(findings.begin(), findings.end(),
                   [&](const auto& a, const auto& b) { return order(a) < order(b); });
  return findings;
}

}  // namespace core::diagnostics
