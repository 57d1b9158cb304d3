#include "core/diagnostics/call_with_event.h"

#include <utility>

#include "core/diagnostics/rules/rules.h"

namespace core::diagnostics {

std::vector<CallWithEvent> calls_with_events(const Subject& subject) {
  std::vector<CallWithEvent> calls;
  if (subject.trace == nullptr || subject.ledger == nullptr) return calls;
  const auto pass = last_recorded_pass(*subject.trace);
  if (!pass) return calls;
  const TaskFacts facts = task_facts(*subject.trace, *pass);
  for (const model::Call& call : subject.ledger->calls) {
    const auto* task = facts.find(call.handle);
    if (task == nullptr || task->made == nullptr || call.scheduled == model::kNoEvent) continue;
    if (call.scheduled.value >= subject.history.size()) continue;
    calls.push_back({*pass, call, *task->made, subject.history.at(call.scheduled)});
  }
  return calls;
}

model::Finding finding_at_call(const Rule& rule, const Subject& subject,
                               const CallWithEvent& recorded, std::string message) {
  model::Finding finding = finding_of(rule, std::move(message));
  finding.place = place_at(*subject.trace, recorded.pass, recorded.call.made_at);
  finding.place.event = recorded.call.scheduled;
  const auto& divergence = subject.trace->divergence;
  finding.is_consequence = divergence && divergence->yield <= recorded.call.made_at;
  return finding;
}

}  // namespace core::diagnostics
