#include "core/engine/actions/document.h"
#include "core/engine/actions/rows.h"
#include "core/engine/platform/interpreter.h"

namespace core::engine::actions {
namespace {

using NodeKind = platform::Interpreter::NodeKind;

void construct(sdk::Interpreter& code, const model::Op& op) {
  code.add_atomic(op, sdk::IdKind::compound);
}

platform::NodeIndex invoke(platform::Interpreter& host, sdk::TaskIndex task) {
  return host.add_node(NodeKind::leaf, task);
}

void write(base::JsonWriter& out, const sdk::Interpreter& code, sdk::TaskIndex task) {
  const model::Payload& value = code.task(task).op->input;
  if (value.has_value()) {
    out.raw(value.text);
  } else {
    out.null();
  }
}

}  // namespace

const ActionRules kValue{construct, invoke, write};

}  // namespace core::engine::actions
