// The coroutine type of native orchestrators:
//   Orchestration hello(Context& ctx) {
//     const auto reply = co_await ctx.call_activity("Hello", "Tokyo");
//     co_return reply;
//   }
// A named function, not a lambda: as a function pointer g++ 12 calls a lambda on a null object.
// Awaitables have constructors and no aggregate is a parameter of anything awaited: g++ 12 destroys
// aggregates in an await twice (STYLE 5.6).
#pragma once

#include <coroutine>
#include <exception>
#include <source_location>
#include <utility>
#include <vector>

#include "core/orchestrators/native/context.h"

namespace core::orchestrators {

class OrchestrationPromise;

/// A pass of a native orchestrator: owns its coroutine frame. Runs only when resumed.
class Orchestration {
 public:
  using promise_type = OrchestrationPromise;
  using Coroutine = std::coroutine_handle<OrchestrationPromise>;

  Orchestration() = default;
  explicit Orchestration(Coroutine coroutine) : coroutine_(coroutine) {}
  Orchestration(Orchestration&& other) noexcept
      : coroutine_(std::exchange(other.coroutine_, nullptr)) {}
  Orchestration& operator=(Orchestration&& other) noexcept {
    std::swap(coroutine_, other.coroutine_);
    return *this;
  }
  ~Orchestration() { destroy(); }

  Coroutine coroutine() const { return coroutine_; }
  void destroy() {
    if (coroutine_) {
      std::exchange(coroutine_, nullptr).destroy();
    }
  }

 private:
  Coroutine coroutine_;
};

/// Stands still until the engine answers the task.
class TaskAwaiter {
 public:
  TaskAwaiter(Context& context, model::TaskHandle handle) : context_(context), handle_(handle) {}
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) const noexcept {}
  /// Stays valid until the pass ends.
  const Value& await_resume() const { return value(); }

 protected:
  const Value& value() const;
  const std::vector<model::TaskHandle>& children() const;

  Context& context_;
  model::TaskHandle handle_;
};

class AnyAwaiter : public TaskAwaiter {
 public:
  using TaskAwaiter::TaskAwaiter;
  Task await_resume() const;
};

class AllAwaiter : public TaskAwaiter {
 public:
  using TaskAwaiter::TaskAwaiter;
  std::vector<Value> await_resume() const;
};

/// Where a coroutine stands: what it waits for, or how it ended.
class OrchestrationPromise {
 public:
  explicit OrchestrationPromise(Context& context) : context_(context) {}

  Orchestration get_return_object() {
    return Orchestration(Orchestration::Coroutine::from_promise(*this));
  }
  std::suspend_always initial_suspend() const noexcept { return {}; }
  std::suspend_always final_suspend() const noexcept { return {}; }
  void unhandled_exception() noexcept { error_ = std::current_exception(); }
  template <class T>
  void return_value(const T& value) {
    output_ = to_payload(value);
  }

  TaskAwaiter await_transform(const Task& task,
                              std::source_location where = std::source_location::current()) {
    return stand_at<TaskAwaiter>(task, where);
  }
  AnyAwaiter await_transform(const AnyTask& task,
                             std::source_location where = std::source_location::current()) {
    return stand_at<AnyAwaiter>(task, where);
  }
  AllAwaiter await_transform(const AllTask& task,
                             std::source_location where = std::source_location::current()) {
    return stand_at<AllAwaiter>(task, where);
  }

  model::TaskHandle awaited() const { return awaited_; }
  const std::source_location& where() const { return where_; }
  const std::exception_ptr& error() const { return error_; }
  model::Payload take_output() { return std::move(output_); }

 private:
  template <class Awaiter>
  Awaiter stand_at(const Task& task, const std::source_location& where) {
    awaited_ = task.handle();
    where_ = where;
    return Awaiter(context_, task.handle());
  }

  Context& context_;
  model::TaskHandle awaited_ = model::kNoTask;
  std::source_location where_;
  std::exception_ptr error_;
  model::Payload output_;
};

}  // namespace core::orchestrators
