#include "core/engine/actions/action_table.h"

#include "core/engine/actions/rows.h"

namespace core::engine {

const ActionRules& action_rules(model::ActionKind kind) {
  using model::ActionKind;
  switch (kind) {
    case ActionKind::activity:
      return actions::kActivity;
    case ActionKind::activity_with_retry:
      return actions::kActivityWithRetry;
    case ActionKind::sub_orchestration:
      return actions::kSubOrchestration;
    case ActionKind::sub_orchestration_with_retry:
      return actions::kSubOrchestrationWithRetry;
    case ActionKind::timer:
      return actions::kTimer;
    case ActionKind::external_event:
      return actions::kExternalEvent;
    case ActionKind::entity_call:
      return actions::kEntityCall;
    case ActionKind::entity_signal:
      return actions::kEntitySignal;
    case ActionKind::http:
      return actions::kHttp;
    case ActionKind::any:
      return actions::kAny;
    case ActionKind::all:
      return actions::kAll;
    case ActionKind::value:
      break;
  }
  return actions::kValue;
}

}  // namespace core::engine
