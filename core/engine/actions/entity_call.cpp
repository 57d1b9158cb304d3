#include "core/engine/actions/document.h"
#include "core/engine/actions/rows.h"
#include "core/engine/platform/interpreter.h"

namespace core::engine::actions {
namespace {

using platform::Command;
using NodeKind = platform::Interpreter::NodeKind;

void construct(sdk::Interpreter& code, const model::Op& op) {
  code.add_atomic(op, sdk::IdKind::none);
}

platform::NodeIndex invoke(platform::Interpreter& host, sdk::TaskIndex task) {
  const platform::NodeIndex node = host.add_node(NodeKind::leaf, task);
  host.issue(node, Command::send_event);
  return node;
}

void write(base::JsonWriter& out, const sdk::Interpreter& code, sdk::TaskIndex task) {
  const model::Op& op = *code.task(task).op;
  begin_action(out, ActionType::call_entity);
  write_target(out, op);
  out.key("operation").string(op.name);
  write_input(out, op);
  out.end_object();
}

}  // namespace

const ActionRules kEntityCall{construct, invoke, write};

}  // namespace core::engine::actions
