// What a native orchestrator is given: calls to make, and what it may know of its own pass. It
// records ops and mirrors task states; the engine owns every rule (DESIGN 6).
// One Context serves one run; the run begins a pass with it, and the coroutine of that pass alone
// uses it.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <source_location>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/timestamp.h"
#include "core/model/action.h"
#include "core/model/trace.h"
#include "core/orchestrators/native/calls.h"
#include "core/orchestrators/native/guids.h"
#include "core/orchestrators/native/mirrors.h"
#include "core/orchestrators/native/task.h"
#include "core/orchestrators/orchestrator.h"

namespace core::orchestrators {

/// Inputs are anything append_json knows (codec.h); no input is null.
class Context {
 public:
  Context() = default;
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;

  Task call_activity(std::string_view name) { return call_activity(name, nullptr); }
  template <class T>
  Task call_activity(std::string_view name, const T& input) {
    model::Op& op = make(model::ActionKind::activity, name);
    put_payload(op.input, input);
    return Task(*this, op.handle);
  }
  template <class T = std::nullptr_t>
  Task call_activity_with_retry(std::string_view name, const RetryOptions& retry,
                                const T& input = {}) {
    model::Op& op = make(model::ActionKind::activity_with_retry, name);
    put_payload(op.input, input);
    put_retry(op, retry);
    return Task(*this, op.handle);
  }
  /// Without an instance id the platform gives the child one.
  template <class T = std::nullptr_t>
  Task call_sub_orchestrator(std::string_view name, const T& input = {},
                             const std::optional<std::string>& instance_id = {}) {
    model::Op& op = make(model::ActionKind::sub_orchestration, name);
    put_payload(op.input, input);
    op.target = instance_id;
    return Task(*this, op.handle);
  }
  template <class T = std::nullptr_t>
  Task call_sub_orchestrator_with_retry(std::string_view name, const RetryOptions& retry,
                                        const T& input = {},
                                        const std::optional<std::string>& instance_id = {}) {
    model::Op& op = make(model::ActionKind::sub_orchestration_with_retry, name);
    put_payload(op.input, input);
    op.target = instance_id;
    put_retry(op, retry);
    return Task(*this, op.handle);
  }
  template <class T = std::nullptr_t>
  Task call_entity(const EntityId& entity, std::string_view operation, const T& input = {}) {
    model::Op& op = make(model::ActionKind::entity_call, operation);
    op.target = entity.scheduler_id();
    put_payload(op.input, input);
    return Task(*this, op.handle);
  }
  /// Sent at once, answered by nobody.
  template <class T = std::nullptr_t>
  void signal_entity(const EntityId& entity, std::string_view operation, const T& input = {}) {
    model::Op& op = make(model::ActionKind::entity_signal, operation);
    op.target = entity.scheduler_id();
    put_payload(op.input, input);
  }
  Task call_http(const HttpRequest& request);

  /// Due at a time, or a while after current_utc_datetime().
  TimerTask create_timer(base::Timestamp fire_at);
  TimerTask create_timer(std::chrono::microseconds delay);
  Task wait_for_external_event(std::string_view name);

  AnyTask when_any(const std::vector<Task>& tasks);
  AllTask when_all(const std::vector<Task>& tasks);
  template <class... Tasks>
    requires(std::derived_from<Tasks, Task> && ...)
  AnyTask when_any(const Tasks&... tasks) {
    const std::vector<Task> all{static_cast<const Task&>(tasks)...};
    return when_any(all);
  }
  template <class... Tasks>
    requires(std::derived_from<Tasks, Task> && ...)
  AllTask when_all(const Tasks&... tasks) {
    const std::vector<Task> all{static_cast<const Task&>(tasks)...};
    return when_all(all);
  }

  template <class T>
  void set_custom_status(const T& status) {
    record(model::OpVerb::custom_status, to_payload(status));
  }
  template <class T>
  void continue_as_new(const T& input) {
    record(model::OpVerb::continue_as_new, to_payload(input));
    will_continue_as_new_ = true;
  }
  bool will_continue_as_new() const { return will_continue_as_new_; }
  /// A line of the pass's log.
  void log(std::string_view text, std::source_location where = std::source_location::current());

  /// The orchestration's input.
  const Value& input() const { return input_; }
  const std::string& instance_id() const { return instance_id_; }
  /// Of the orchestration that started this one.
  const std::optional<std::string>& parent_instance_id() const { return parent_instance_id_; }
  bool is_replaying() const { return is_replaying_; }
  /// The clock of the replay, in whole microseconds as the Python SDK tells it.
  base::Timestamp current_utc_datetime() const { return clock_; }
  /// The same in every pass, another one at every call: as the Python SDK makes both.
  std::string new_uuid() { return make_uuid(instance_id_, clock_, guids_++); }
  std::string new_guid() { return make_guid(instance_id_, clock_, guids_++); }

 private:
  friend class Task;
  friend class TimerTask;
  friend class NativeRun;
  friend class TaskAwaiter;
  friend class AllAwaiter;

  /// A new task and the op that made it, which stays valid until the next one.
  model::Op& make(model::ActionKind kind, std::string_view name = {});
  model::TaskHandle make_compound(model::ActionKind kind, const std::vector<Task>& tasks);
  void record(model::OpVerb verb, model::Payload input);
  static void put_retry(model::Op& op, const RetryOptions& retry);

  const Mirror& mirror(model::TaskHandle handle) const;
  /// Stays where it is until the pass ends.
  const Value& value_of(model::TaskHandle handle) const;
  void begin_pass(const Begin& begin);
  void take(const model::Resume& resume);
  /// Throws at the co_await that ends now what a reply said to raise.
  void raise_if_told();
  void settle(const model::Settled& settled);

  Mirrors tasks_;
  std::vector<model::Op> ops_;          // since the last advance
  std::vector<std::size_t> asked_ops_;  // those of ops_ whose result only the engine knows
  std::string raise_message_;           // of a reply; empty: nothing to raise
  std::vector<model::LogLine> logs_;
  std::vector<model::Place> log_places_;
  Value input_;
  std::string instance_id_;
  std::optional<std::string> parent_instance_id_;
  base::Timestamp clock_;
  std::uint32_t guids_ = 0;  // made in this pass
  bool is_replaying_ = false;
  bool will_continue_as_new_ = false;
};

/// The source place, with the file's base name: a native orchestrator has no project folder.
model::Place place_of(const std::source_location& where);

}  // namespace core::orchestrators
