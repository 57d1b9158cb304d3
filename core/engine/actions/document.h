// Pieces of action objects that several kinds share, and the numbers of the kinds.
// Source: SEMANTICS 3.2, ActionType.
#pragma once

#include <cstdint>

#include "core/base/json_writer.h"
#include "core/engine/sdk/interpreter.h"

namespace core::engine::actions {

/// The SDK's number of an action.
enum class ActionType : std::int64_t {
  call_activity = 0,
  call_activity_with_retry = 1,
  call_sub_orchestrator = 2,
  call_sub_orchestrator_with_retry = 3,
  continue_as_new = 4,
  create_timer = 5,
  wait_for_external_event = 6,
  call_entity = 7,
  call_http = 8,
  signal_entity = 9,
  when_any = 11,
  when_all = 12,
};

/// Opens the object with its number.
void begin_action(base::JsonWriter& out, ActionType type);
/// `input` as JSON text inside a string; left out when there is none.
void write_input(base::JsonWriter& out, const model::Op& op);
/// A member that is JSON text already; null when empty.
void write_raw(base::JsonWriter& out, std::string_view key, const std::string& json);
void write_target(base::JsonWriter& out, const model::Op& op);
void write_timer(base::JsonWriter& out, base::Timestamp due, bool is_cancelled);
void write_continue_as_new(base::JsonWriter& out, const model::Op& op);
/// Any action: by its kind, or a leg of a long timer.
void write_task(base::JsonWriter& out, const sdk::Interpreter& code, sdk::TaskIndex task);
/// A compound with the actions it carries.
void write_compound(base::JsonWriter& out, ActionType type, const sdk::Interpreter& code,
                    sdk::TaskIndex task);

}  // namespace core::engine::actions
