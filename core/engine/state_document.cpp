// Source: SEMANTICS 3.2 (models/OrchestratorState.py, get_orchestrator_state_str).
#include <cstdlib>

#include "core/base/json.h"
#include "core/engine/actions/document.h"
#include "core/engine/replay.h"
#include "core/engine/rerun.h"

namespace core::engine {
namespace {

using sdk::Emitted;

/// What Python's `if value:` says of a JSON text.
bool is_falsy(std::string_view json) {
  const base::Result<base::JsonValue> value = base::parse_json(json);
  if (!value.ok()) {
    return false;
  }
  using Kind = base::JsonValue::Kind;
  switch (value->kind) {
    case Kind::null:
      return true;
    case Kind::boolean:
      return !value->flag;
    case Kind::number:
      return value->text != "NaN" && std::strtod(value->text.c_str(), nullptr) == 0.0;
    case Kind::string:
      return value->text.empty();
    case Kind::array:
      return value->items.empty();
    case Kind::object:
      return value->members.empty();
  }
  return false;
}

/// V1: a compound stands for the actions of its children, all on one level.
void write_flat(base::JsonWriter& out, const sdk::Interpreter& code, sdk::TaskIndex task) {
  const model::Op* op = code.task(task).op;
  if (op == nullptr || !model::is_compound(op->kind)) {
    actions::write_task(out, code, task);
    return;
  }
  for (const sdk::TaskIndex child : code.carried_by(task)) {
    write_flat(out, code, child);
  }
}

void write_entry(base::JsonWriter& out, const sdk::Interpreter& code, const Emitted& entry,
                 bool is_flat) {
  if (entry.what == Emitted::What::continue_as_new) {
    actions::write_continue_as_new(out, *entry.op);
  } else if (is_flat) {
    write_flat(out, code, entry.task);
  } else {
    actions::write_task(out, code, entry.task);
  }
}

/// V1 has one inner list a yield, V2 and later exactly one.
std::string actions_json(const sdk::Interpreter& code) {
  const bool is_v1 = code.rules().schema == 1;
  base::JsonWriter out;
  out.begin_array();
  if (!is_v1) out.begin_array();
  for (const Emitted& entry : code.emitted()) {
    if (is_v1) out.begin_array();
    write_entry(out, code, entry, is_v1);
    if (is_v1) out.end_array();
  }
  if (!is_v1) out.end_array();
  out.end_array();
  return out.take();
}

model::Payload unless_null(const model::Payload& value) {
  return value.has_value() && value.text != "null" ? value : model::Payload();
}

}  // namespace

StateDocument state_document(const model::Trace& trace, model::PassIndex pass) {
  const model::Outcome& outcome = trace.passes[pass.value].outcome;
  Rerun rerun(trace, pass);
  const sdk::Interpreter& code = rerun.code();
  StateDocument document;
  document.schema = code.rules().schema;
  if (const auto* broke = std::get_if<model::SdkBroke>(&outcome.what)) {
    document.is_internal = true;
    document.error = broke->message;
    document.error_type = broke->type;
    return document;
  }
  document.is_done = code.is_done();
  document.actions = actions_json(code);
  if (const auto* returned = std::get_if<model::Returned>(&outcome.what)) {
    document.output = unless_null(returned->value);
  } else if (const auto* next = std::get_if<model::ContinuedAsNew>(&outcome.what)) {
    document.output = unless_null(next->returned);
  } else if (const auto* raised = std::get_if<model::Raised>(&outcome.what)) {
    document.error = raised->message.empty() ? "<class '" + raised->type + "'>" : raised->message;
    document.error_type = raised->type;
    if (raised->returned) document.output = unless_null(*raised->returned);
  }
  if (const model::Op* status = code.custom_status();
      status != nullptr && status->input.has_value() && !is_falsy(status->input.text)) {
    document.custom_status = status->input;
  }
  return document;
}

}  // namespace core::engine
