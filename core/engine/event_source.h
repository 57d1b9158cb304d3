// Where the events of a pass come from: a prefix of a recorded History, or a History that grows
// whenever the pass waits. One loop (run_pass.h) serves both. One thread.
#pragma once

#include "core/model/ids.h"

namespace core::engine {

namespace sdk {
class Interpreter;
}

/// Events are read from one History by position; this says how many there are.
class EventSource {
 public:
  virtual ~EventSource() = default;
  /// One past the last event there is now.
  virtual model::EventIndex end() const = 0;
  /// The pass waits and has seen every event: makes more, or says that there are none.
  virtual bool grow(const sdk::Interpreter& code) = 0;
  /// Whether the events up to end() stand before the code runs, so that they can be read ahead.
  virtual bool is_recorded() const { return false; }
};

/// A recorded prefix: it never grows.
class RecordedEvents final : public EventSource {
 public:
  explicit RecordedEvents(model::EventIndex end) : end_(end) {}
  model::EventIndex end() const override { return end_; }
  bool grow(const sdk::Interpreter&) override { return false; }
  bool is_recorded() const override { return true; }

 private:
  model::EventIndex end_;
};

}  // namespace core::engine
