#include "core/engine/actions/document.h"
#include "core/engine/actions/rows.h"
#include "core/engine/platform/interpreter.h"

namespace core::engine::actions {
namespace {

using platform::Command;
using NodeKind = platform::Interpreter::NodeKind;

void construct(sdk::Interpreter& code, const model::Op& op) { code.add_timer(op); }

platform::NodeIndex invoke(platform::Interpreter& host, sdk::TaskIndex task) {
  if (host.code().task(task).task_class == sdk::TaskClass::long_timer) {
    return host.invoke_children(NodeKind::all, task);
  }
  const platform::NodeIndex node = host.add_node(NodeKind::leaf, task);
  host.issue(node, Command::create_timer);
  if (host.code().task(task).is_cancelled) {
    host.settle_now(node, false);
  }
  return node;
}

void write(base::JsonWriter& out, const sdk::Interpreter& code, sdk::TaskIndex task) {
  if (code.task(task).task_class == sdk::TaskClass::long_timer) {
    write_compound(out, ActionType::when_all, code, task);
    return;
  }
  write_timer(out, code.due(task), code.task(task).is_cancelled);
}

}  // namespace

const ActionRules kTimer{construct, invoke, write};

}  // namespace core::engine::actions
