// The calls that a history recorded, each with the event that answered it: activities, timers, child
// orchestrations, messages to entities. What the platform adds for itself (legs of polling over
// HTTP) is left out. Made from a History; read by session's guided run and by diff. Any thread.
#pragma once

#include <string>
#include <vector>

#include "core/comparison/align_calls.h"
#include "core/model/history.h"

namespace core::comparison {

/// One scheduling event.
struct RecordedCall {
  model::EventIndex event;
  /// Its first completion; kNoEvent while there is none.
  model::EventIndex answer = model::kNoEvent;
  model::ActionKind kind = model::ActionKind::activity;
};

struct RecordedCalls {
  /// In the order of episodes, within one by id: the order in which the code asked.
  std::vector<RecordedCall> calls;
  /// Each EventRaised that answers no entity call.
  std::vector<model::EventIndex> raised;
};
RecordedCalls recorded_calls(const model::History& history);

/// What two calls are compared by. A timer has no name, and as input the time it waits.
CallToken token_of(const model::History& history, const RecordedCall& call);
/// The same of what code asks for. `wait_ticks`: of a timer, how long it waits.
CallToken token_of(const model::Op& op, bool is_timer, std::int64_t wait_ticks);

/// How long a timer was to wait, in ticks of 100 ns, from the time its episode began.
std::int64_t wait_ticks(const model::History& history, const RecordedCall& call);

/// "activity Charge(42)": the call in one line; without an input where none was recorded.
std::string call_words(const model::History& history, const RecordedCall& call);
/// "activity Charge".
std::string short_words(const model::History& history, const RecordedCall& call);

}  // namespace core::comparison
