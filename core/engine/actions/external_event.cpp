#include "core/engine/actions/document.h"
#include "core/engine/actions/rows.h"
#include "core/engine/platform/interpreter.h"

namespace core::engine::actions {
namespace {

using NodeKind = platform::Interpreter::NodeKind;

void construct(sdk::Interpreter& code, const model::Op& op) {
  code.add_atomic(op, sdk::IdKind::name);
}

platform::NodeIndex invoke(platform::Interpreter& host, sdk::TaskIndex task) {
  const platform::NodeIndex node = host.add_node(NodeKind::leaf, task);
  host.await_event(node, host.code().task(task).op->name);
  return node;
}

void write(base::JsonWriter& out, const sdk::Interpreter& code, sdk::TaskIndex task) {
  begin_action(out, ActionType::wait_for_external_event);
  out.key("externalEventName").string(code.task(task).op->name);
  out.key("reason").string("ExternalEvent").end_object();
}

}  // namespace

const ActionRules kExternalEvent{construct, invoke, write};

}  // namespace core::engine::actions
