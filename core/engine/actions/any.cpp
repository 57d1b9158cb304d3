#include "core/engine/actions/document.h"
#include "core/engine/actions/rows.h"
#include "core/engine/platform/interpreter.h"

namespace core::engine::actions {
namespace {

using NodeKind = platform::Interpreter::NodeKind;

void construct(sdk::Interpreter& code, const model::Op& op) {
  code.add_compound(op, sdk::TaskClass::any);
}

platform::NodeIndex invoke(platform::Interpreter& host, sdk::TaskIndex task) {
  return host.invoke_children(NodeKind::any, task);
}

void write(base::JsonWriter& out, const sdk::Interpreter& code, sdk::TaskIndex task) {
  write_compound(out, ActionType::when_any, code, task);
}

}  // namespace

const ActionRules kAny{construct, invoke, write};

}  // namespace core::engine::actions
