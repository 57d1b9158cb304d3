// The calls of one pass with both counters' ids and the events that belong to them. Folded on
// demand from a Trace by the engine; the views read it.
#pragma once

#include <vector>

#include "core/model/action.h"
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
};

/// All tasks of one pass by handle.
struct Ledger {
  std::vector<Call> calls;
};

}  // namespace core::model
