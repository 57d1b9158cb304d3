// The rows that the table lists, each defined in the file of its name.
#pragma once

#include "core/engine/actions/action_table.h"

namespace core::engine::actions {

extern const ActionRules kActivity;
extern const ActionRules kActivityWithRetry;
extern const ActionRules kSubOrchestration;
extern const ActionRules kSubOrchestrationWithRetry;
extern const ActionRules kTimer;
extern const ActionRules kExternalEvent;
extern const ActionRules kEntityCall;
extern const ActionRules kEntitySignal;
extern const ActionRules kHttp;
extern const ActionRules kAny;
extern const ActionRules kAll;
extern const ActionRules kValue;

}  // namespace core::engine::actions
