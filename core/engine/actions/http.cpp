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
  return host.begin_attempts(NodeKind::http, task, Command::schedule_task);
}

void write(base::JsonWriter& out, const sdk::Interpreter& code, sdk::TaskIndex task) {
  begin_action(out, ActionType::call_http);
  write_raw(out, "httpRequest", code.task(task).op->options);
  out.end_object();
}

}  // namespace

const ActionRules kHttp{construct, invoke, write};

}  // namespace core::engine::actions
