// The calls of one pass with both counters' ids and the events that belong to them. Folded on
// demand from a Trace by the engine; the views read it.
#pragma once

#include <vector>

#include "core/model/action.h"
#include "core/model/event_type.h"
#include "core/model/ids.h"

namespace core::model {

enum class TaskState : std::uint8_t { created, running, succeeded, failed, cancelled };
std::string_view name_of(TaskState state);

/// One task of a pass.
struct Call {
  TaskHandle handle = kNoTask;
  /// The yield during whose segment the code made it.
  YieldIndex made_at;
  TaskState state = TaskState::created;
  /// Sequence ids as the SDK and as the platform count them; empty when none was taken.
  std::optional<std::int64_t> sdk_id;
  std::optional<std::int64_t> platform_id;
  /// The history's own event for the call and its answer; kNoEvent when there is none.
  EventIndex scheduled = kNoEvent;
  EventIndex answered = kNoEvent;
  /// How often an action for it stands in the state document; 0: the platform never hears of it.
  std::uint32_t sent = 0;
  /// Of a call with retry: attempts so far, and whether it waits for the delay behind the last one.
  std::int32_t attempts = 0;
  bool is_on_delay = false;
};

/// What the platform makes of the pass: it goes through the actions one after another.
struct PlatformView {
  RuntimeStatus status = RuntimeStatus::unknown;  ///< unknown where nothing was computed
  /// The task whose action it awaits before it looks at the next one; kNoTask for none.
  TaskHandle awaited = kNoTask;
};

/// All tasks of one pass by handle.
struct Ledger {
  std::vector<Call> calls;
  PlatformView platform;
};

}  // namespace core::model
