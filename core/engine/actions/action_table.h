// THE LIST of action kinds, one row a kind: how the SDK makes the task, how the platform issues
// it, how it stands in the state document. Each row is one file of this folder.
#pragma once

#include "core/engine/sdk/task.h"
#include "core/model/action.h"

namespace core::base {
class JsonWriter;
}
namespace core::engine::sdk {
class Interpreter;
}
namespace core::engine::platform {
class Interpreter;
}

namespace core::engine {

/// The three rules of a kind.
struct ActionRules {
  /// The SDK makes the task. Source: SEMANTICS 3.1.
  void (*construct)(sdk::Interpreter& code, const model::Op& op);
  /// The platform invokes the action; returns its promise. Source: SEMANTICS 3.3, step 3.
  std::uint32_t (*invoke)(platform::Interpreter& host, sdk::TaskIndex task);
  /// The action's JSON object. Source: SEMANTICS 3.2.
  void (*write)(base::JsonWriter& out, const sdk::Interpreter& code, sdk::TaskIndex task);
};

const ActionRules& action_rules(model::ActionKind kind);

}  // namespace core::engine
