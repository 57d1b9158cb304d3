// The list of rules in the order of their ids, and the one loop that runs them.
#include <algorithm>
#include <array>
#include <tuple>

#include "core/diagnostics/causes.h"
#include "core/diagnostics/consequences.h"
#include "core/diagnostics/edits.h"
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
      never_sent(),
      sent_twice(),
      swapped_calls(),
      entity_request_differs(),
      retry_differs(),
      child_id_differs(),
      signals_reordered(),
      status_between_passes(),
      logs_between_passes(),
      waited_name_differs(),
      further_difference(),
      yields_no_task(),
      sdk_broke(),
      async_orchestrator(),
      not_run(),
      unhandled_exception(),
      signal_yielded(),
      not_a_generator(),
      function_name_sent(),
      never_yielded(),
      shared_task(),
      empty_compound(),
      failed_winner(),
      all_flips(),
      status_not_sent(),
      replaying_turns_back(),
      stubbed_module(),
      stub_used(),
      class_not_loaded(),
      not_registered(),
      other_name(),
      status_too_large(),
      reads_clock(),
      reads_random(),
      reads_uuid(),
      reads_environment(),
      reads_file(),
      reads_other(),
      refused_act(),
      set_order(),
      module_state(),
      duplicate_completion(),
      orphan_completion(),
      no_execution_started(),
      payload_not_json(),
      completed_twice(),
      first_events_order(),
      clock_goes_back(),
      json_in_text(),
      doubled_schedule(),
      large_payload(),
      long_generation(),
      replay_cost(),
      endless_loop(),
      unknown_function(),
      unclaimed_answer(),
      open_after_return(),
      event_name_case(),
      nothing_open(),
      lost_event(),
      event_used_twice(),
      newest_wait_first(),
      held_back(),
      http_polling(),
      last_retry_timer(),
      suspended(),
      terminated(),
      abandoned_wait(),
      sdk_differs(),
      source_reads_clock(),
      source_draws_random(),
      source_makes_uuid(),
      source_reads_environment(),
      source_uses_file(),
      source_uses_network(),
      source_uses_process(),
      source_sleeps(),
      source_uses_threads(),
      source_awaits(),
      source_uses_binding(),
      source_changes_global(),
      source_follows_order(),
      source_logs_again(),
      source_never_ends(),
      source_calls_when_fresh(),
      source_drops_task(),
      source_waits_anew(),
      source_keeps_exit(),
      source_catches_type(),
      source_unread(),
  });
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
  suggest_edits(findings, subject);
  rank_causes(findings, subject);
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
