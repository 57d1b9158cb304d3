// The History that a direct execution writes: episodes, schedules and answers with a virtual clock.
// Fed by direct.cpp; one thread.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "core/engine/direct.h"
#include "core/engine/sdk/interpreter.h"
#include "core/model/history_builder.h"

namespace core::engine {

/// Grows event by event; readable all the time through so_far().
class DirectHistory {
 public:
  /// `is_plain`: one episode only, answers are Sent and Thrown.
  DirectHistory(const DirectOptions& options, bool is_plain);

  const model::History& so_far() const { return builder_.so_far(); }
  std::size_t size() const { return builder_.size(); }
  base::Timestamp clock() const { return clock_; }

  /// Writes the schedule events of everything asked for since the last call, by id, and ends the
  /// episode. Must be called before an answer.
  void end_episode(const sdk::Interpreter& code);
  /// Begins an episode with the answer to a task. REQUIRES: the task is open.
  void answer(const sdk::Interpreter& code, sdk::TaskIndex task, const DirectAnswer& answer);
  /// Begins an episode in which a timer fires: its time has come, at the latest by `at`.
  void fire(const sdk::Interpreter& code, sdk::TaskIndex task,
            std::optional<base::Timestamp> at = std::nullopt);
  /// How the execution ended; nothing for a pass that waits.
  void end_execution(const model::Outcome& outcome, std::int32_t next_id);

  std::shared_ptr<const model::History> finish() { return builder_.finish(); }

 private:
  void begin_episode(base::Timestamp due, std::optional<base::Timestamp> at);
  void append(model::EventRecord record);
  void schedule(const sdk::Interpreter& code, sdk::TaskIndex task, std::int32_t id);
  void send_event(const model::Op& op, std::int32_t id, bool is_signal);

  model::HistoryBuilder builder_;
  base::Timestamp clock_;
  std::size_t next_opened_ = 0;
  std::size_t next_emitted_ = 0;
  bool is_plain_;
  bool is_episode_open_ = true;
};

/// The request id that stands for an entity call's GUID in a virtual history.
std::string direct_request_id(std::int32_t id);

}  // namespace core::engine
