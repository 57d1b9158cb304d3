// What orchestrator code asks for: ops, in the order in which it asked. A shim records them and
// interprets nothing; the engine owns every rule about them (DESIGN 6).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/timestamp.h"
#include "core/model/ids.h"
#include "core/model/payload.h"

namespace core::model {

/// The kinds of task. Source: SEMANTICS 3.2 (ActionType); `value` is the plain generator's.
enum class ActionKind : std::uint8_t {
  activity,
  activity_with_retry,
  sub_orchestration,
  sub_orchestration_with_retry,
  timer,
  external_event,
  entity_call,
  entity_signal,
  http,
  any,
  all,
  value,
};
/// Wire and display spelling, e.g. "activity_with_retry".
std::string_view name_of(ActionKind kind);
std::optional<ActionKind> action_kind_from_name(std::string_view name);
inline bool is_compound(ActionKind kind) {
  return kind == ActionKind::any || kind == ActionKind::all;
}

/// What an op does.
enum class OpVerb : std::uint8_t {
  make,             ///< a task came into being: `handle`, `kind` and the members its kind needs
  cancel,           ///< timer.cancel() on `handle`
  /// `input` is the status as JSON text; absent where json.dumps raises on it: then `name` is the
  /// type of what it raises and `options` the message.
  custom_status,
  continue_as_new,  ///< `input` is the next generation's input as JSON text
  children,         ///< the list that compound `handle` was made over has changed to `children`
  id,               ///< the code read the SDK's id of task `handle`; always asked
};
std::string_view name_of(OpVerb verb);
std::optional<OpVerb> op_verb_from_name(std::string_view name);

/// One thing that the code asked for. Only the members its verb and kind need are set.
struct Op {
  OpVerb verb = OpVerb::make;
  ActionKind kind = ActionKind::activity;
  /// retryOptions.maxNumberOfAttempts of a kind with retry; 0 elsewhere.
  std::int32_t max_attempts = 0;
  TaskHandle handle = kNoTask;
  /// Activity or orchestrator name, external event name, entity operation, HTTP method.
  std::string name;
  /// Child instance id if one was given, entity id "@name@key", or HTTP URI.
  std::optional<std::string> target;
  /// JSON text as the SDK would send it.
  Payload input;
  /// Of a timer, as the SDK writes it: the wall time of the zone that the code gave.
  std::optional<base::Timestamp> fire_at;
  /// That zone's offset from UTC, told where the SDK knows long timers.
  std::int32_t utc_offset_seconds = 0;
  /// JSON text of the SDK's own sub-object: retryOptions or httpRequest. Empty elsewhere.
  std::string options;
  /// Of any and all, in the order given.
  std::vector<TaskHandle> children;

  friend bool operator==(const Op&, const Op&) = default;
};

/// "activity Hello("Tokyo")", "timer 10:05:01.137", "any(#1, #2)": one line for people.
std::string to_text(const Op& op);

}  // namespace core::model
