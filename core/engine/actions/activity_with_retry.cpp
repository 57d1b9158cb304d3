#include "core/engine/actions/document.h"
#include "core/engine/actions/rows.h"
#include "core/engine/platform/interpreter.h"

namespace core::engine::actions {
namespace {

using platform::Command;
using NodeKind = platform::Interpreter::NodeKind;

void construct(sdk::Interpreter& code, const model::Op& op) { code.add_with_retry(op); }

platform::NodeIndex invoke(platform::Interpreter& host, sdk::TaskIndex task) {
  return host.begin_attempts(NodeKind::retry, task, Command::schedule_task);
}

void write(base::JsonWriter& out, const sdk::Interpreter& code, sdk::TaskIndex task) {
  const model::Op& op = *code.task(task).op;
  const bool is_wrapped =
      code.rules().schema >= 2 && code.task(task).task_class == sdk::TaskClass::retry;
  if (is_wrapped) {
    write_compound(out, ActionType::when_all, code, task);
    return;
  }
  begin_action(out, ActionType::call_activity_with_retry);
  out.key("functionName").string(op.name);
  write_input(out, op);
  write_raw(out, "retryOptions", op.options);
  out.end_object();
}

}  // namespace

const ActionRules kActivityWithRetry{construct, invoke, write};

}  // namespace core::engine::actions
