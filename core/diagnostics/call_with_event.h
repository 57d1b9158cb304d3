// The calls of the code beside the events that recorded them: what rules of strict mode compare.
// Folded from a Subject's ledger; runs no code.
#pragma once

#include <vector>

#include "core/diagnostics/pass_facts.h"
#include "core/diagnostics/rule.h"

namespace core::diagnostics {

/// A call of the last recorded pass with the event that recorded it. References live in the
/// subject.
struct CallWithEvent {
  model::PassIndex pass;
  const model::Call& call;
  const model::Op& op;
  model::EventView scheduled;
};

/// In the order in which the code made them; empty when no code was run.
std::vector<CallWithEvent> calls_with_events(const Subject& subject);

/// A finding at the call, in code and history. It follows where the code had left the history by
/// then.
model::Finding finding_at_call(const Rule& rule, const Subject& subject,
                               const CallWithEvent& recorded, std::string message);

}  // namespace core::diagnostics
