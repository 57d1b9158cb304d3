// What a native orchestrator holds in its hands: values, and tasks that stand for calls under way.
// Made by Context; mirrors of the engine's tasks, without any rule of their own (DESIGN 6).
#pragma once

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "core/model/ids.h"
#include "core/model/payload.h"
#include "core/orchestrators/native/codec.h"

namespace core::orchestrators {

class Context;

/// A call that failed: thrown at the co_await that waited for it. `what()` is the platform's text.
class TaskFailed : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The answer to a call, or the orchestration's input: JSON text that is decoded when asked for.
class Value {
 public:
  Value() = default;
  explicit Value(model::Payload payload) : payload_(std::move(payload)) {}

  const model::Payload& payload() const { return payload_; }
  void assign(const model::Payload& payload) { payload_ = payload; }
  /// Decodes as bool, numbers, std::string, std::vector, std::optional, nlohmann::json.
  /// Throws PayloadError.
  template <class T>
  T as() const {
    return from_payload<T>(payload_);
  }

 private:
  model::Payload payload_;
};

/// A value is passed on as it came.
inline void append_json(std::string& out, const Value& value) {
  out += value.payload().has_value() ? value.payload().text : "null";
}

/// A call under way or done. Cheap to copy; valid during its pass.
class Task {
 public:
  Task(Context& context, model::TaskHandle handle) : context_(&context), handle_(handle) {}

  model::TaskHandle handle() const { return handle_; }
  bool is_completed() const;
  bool is_failed() const;
  /// The answer of a completed call. Throws TaskFailed when it failed, std::logic_error when it
  /// is still running.
  Value value() const;

  friend bool operator==(const Task& a, const Task& b) { return a.handle_ == b.handle_; }

 protected:
  Context* context_;
  model::TaskHandle handle_;
};

/// A timer can be cancelled.
class TimerTask : public Task {
 public:
  using Task::Task;
  /// Throws std::logic_error, worded as the SDK does, when it has fired.
  void cancel();
};

/// co_await gives the Task that won.
class AnyTask : public Task {
 public:
  using Task::Task;
};

/// co_await gives a std::vector<Value> in the order in which the tasks were passed.
class AllTask : public Task {
 public:
  using Task::Task;
};

}  // namespace core::orchestrators
