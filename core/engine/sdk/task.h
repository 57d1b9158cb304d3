// A task as the SDK keeps it: state, id, parent. Tasks that the SDK makes for itself (retry timers,
// legs of long timers) stand beside the user's own. Source: SEMANTICS 3.1, Task states.
#pragma once

#include <cstdint>

#include "core/base/timestamp.h"
#include "core/model/action.h"
#include "core/model/ids.h"

namespace core::engine::sdk {

/// Position of a task in its interpreter; 0 is the dummy that starts the generator.
using TaskIndex = std::uint32_t;
inline constexpr TaskIndex kNoIndex = 0xffffffffu;
inline constexpr TaskIndex kDummy = 0;

enum class TaskClass : std::uint8_t { atomic, all, any, retry, long_timer };
enum class State : std::uint8_t { running, succeeded, failed };
/// What the SDK's `id` of the task is.
enum class IdKind : std::uint8_t { none, sequence, name, compound };

/// One task. Small, because a pass may make a million.
struct Task {
  /// What the code asked for; null for tasks that the SDK made for itself.
  const model::Op* op = nullptr;
  model::TaskHandle handle = model::kNoTask;
  /// The last compound that was made over it.
  TaskIndex parent = kNoIndex;
  /// The completion that settled it; kNoEvent when none did.
  model::EventIndex result_event = model::kNoEvent;
  /// The event whose IsPlayed became the task's own; kNoEvent: false.
  model::EventIndex played_by = model::kNoEvent;
  /// Of an any its winner, of a failed all the child that failed, of a retry the deciding attempt.
  TaskIndex result_task = kNoIndex;
  /// Position among the compounds; kNoIndex for atomic tasks.
  std::uint32_t compound = kNoIndex;
  std::int32_t id = -1;
  TaskClass task_class = TaskClass::atomic;
  State state = State::running;
  IdKind id_kind = IdKind::none;
  bool is_scheduled = false;
  bool is_pending_in_parent = false;
  bool is_cancelled = false;
};

/// What only compounds have. Children and representation are slices of the interpreter's pools.
struct Compound {
  std::uint32_t children_begin = 0, children_end = 0;
  /// The children that its action carries: those not scheduled when it was made.
  std::uint32_t carried_begin = 0, carried_end = 0;
  std::uint32_t pending = 0;
  std::int32_t attempts = 1;
  /// How many actions stand in its action, itself included; a shared child counts each time.
  std::uint64_t actions = 1;
  bool has_failed_child = false;
  bool is_waiting_on_timer = false;
  /// Everything under it is known to be scheduled: that never ends.
  mutable bool is_scheduled = false;
};

/// One action of the state document, in the order of emission.
struct Emitted {
  enum class What : std::uint8_t { task, continue_as_new, timer_leg };
  What what = What::task;
  TaskIndex task = kNoIndex;
  const model::Op* op = nullptr;  ///< of continue_as_new
  /// The yield that the code was on the way to, or stood at.
  std::uint32_t yield = 0;
  /// The id that was counted for an action emitted at once; -1 for others.
  std::int32_t id_at_once = -1;
};

}  // namespace core::engine::sdk
