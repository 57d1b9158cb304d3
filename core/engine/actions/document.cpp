#include "core/engine/actions/document.h"

#include "core/engine/actions/action_table.h"

namespace core::engine::actions {

void begin_action(base::JsonWriter& out, ActionType type) {
  out.begin_object().key("actionType").number(static_cast<std::int64_t>(type));
}

void write_input(base::JsonWriter& out, const model::Op& op) {
  if (op.input.has_value()) {
    out.key("input").string(op.input.text);
  }
}

void write_raw(base::JsonWriter& out, std::string_view key, const std::string& json) {
  out.key(key);
  if (json.empty()) {
    out.null();
  } else {
    out.raw(json);
  }
}

void write_target(base::JsonWriter& out, const model::Op& op) {
  out.key("instanceId");
  if (op.target) {
    out.string(*op.target);
  } else {
    out.null();
  }
}

void write_timer(base::JsonWriter& out, base::Timestamp due, bool is_cancelled) {
  begin_action(out, ActionType::create_timer);
  out.key("fireAt").string(base::format_python(due));
  out.key("isCanceled").boolean(is_cancelled).end_object();
}

void write_continue_as_new(base::JsonWriter& out, const model::Op& op) {
  begin_action(out, ActionType::continue_as_new);
  write_input(out, op);
  out.end_object();
}

void write_task(base::JsonWriter& out, const sdk::Interpreter& code, sdk::TaskIndex task) {
  const model::Op* op = code.task(task).op;
  if (op == nullptr) {
    write_timer(out, code.due(task), false);
  } else {
    action_rules(op->kind).write(out, code, task);
  }
}

void write_compound(base::JsonWriter& out, ActionType type, const sdk::Interpreter& code,
                    sdk::TaskIndex task) {
  begin_action(out, type);
  out.key("compoundActions").begin_array();
  for (const sdk::TaskIndex child : code.carried_by(task)) {
    write_task(out, code, child);
  }
  out.end_array().end_object();
}

}  // namespace core::engine::actions
