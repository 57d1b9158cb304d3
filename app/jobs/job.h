// Work on a thread of its own: the only place of the program where threads start. A Job touches
// neither ImGui, GLFW nor AppState; its result is taken on the UI thread by poll(). Destroying a
// Job cancels it and waits for it.
#pragma once

#include <atomic>
#include <chrono>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <utility>

#include "core/base/progress.h"
#include "core/base/result.h"

namespace app::jobs {

/// Called on the job's thread when its result is there; the shell posts an empty event.
using Wake = std::function<void()>;

template <class T>
class Job {
 public:
  using Function = std::function<core::base::Result<T>(const core::base::WorkContext&)>;

  /// Starts at once. A `former` job is cancelled and waited for on the new thread before `function`
  /// runs, so that two jobs of one tag never work at the same time and the UI thread never waits.
  Job(std::string title, Function function, Wake wake, std::unique_ptr<Job> former = nullptr);
  Job(const Job&) = delete;
  Job& operator=(const Job&) = delete;

  const std::string& title() const { return title_; }
  const core::base::Progress& progress() const { return progress_; }
  /// Since it was started, waiting for a former job included.
  std::chrono::milliseconds elapsed() const {
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() -
                                                                 begun_);
  }
  void cancel() { thread_.request_stop(); }
  bool is_cancelled() const { return thread_.get_stop_token().stop_requested(); }
  bool is_finished() const { return finished_.load(std::memory_order_acquire); }
  /// The result, once; empty while the work goes on and after it was taken.
  std::optional<core::base::Result<T>> poll();
  /// Waits for the result, for the program's own end and for pictures drawn off screen.
  std::optional<core::base::Result<T>> wait();

 private:
  core::base::Result<T> run(const Function& function, std::stop_token stop);

  std::string title_;
  std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
  core::base::Progress progress_;
  std::optional<core::base::Result<T>> result_;  // written before finished_ is set
  std::atomic<bool> finished_{false};
  std::jthread thread_;  // last: joins before the members above go
};

/// The place of one tag: starting a job here cancels the former one.
template <class T>
class JobSlot {
 public:
  explicit JobSlot(Wake wake) : wake_(std::move(wake)) {}

  void start(std::string title, typename Job<T>::Function function) {
    job_ = std::make_unique<Job<T>>(std::move(title), std::move(function), wake_, std::move(job_));
  }
  void cancel() {
    if (job_) job_->cancel();
  }
  /// The running or just finished job; null when there is none.
  const Job<T>* job() const { return job_.get(); }
  /// The result of a finished job, once; the slot is empty afterwards.
  std::optional<core::base::Result<T>> poll();
  /// Waits; empty when there is no job.
  std::optional<core::base::Result<T>> wait();

 private:
  Wake wake_;
  std::unique_ptr<Job<T>> job_;
};

template <class T>
Job<T>::Job(std::string title, Function function, Wake wake, std::unique_ptr<Job> former)
    : title_(std::move(title)) {
  if (former) former->cancel();
  thread_ = std::jthread([this, function = std::move(function), wake = std::move(wake),
                          former = std::move(former)](std::stop_token stop) mutable {
    former.reset();
    result_.emplace(run(function, std::move(stop)));
    finished_.store(true, std::memory_order_release);
    if (wake) wake();
  });
}

template <class T>
core::base::Result<T> Job<T>::run(const Function& function, std::stop_token stop) {
  try {
    return function(core::base::WorkContext{progress_, std::move(stop)});
  } catch (const std::exception& error) {
    return core::base::Error{"job.failed", title_ + " failed: " + error.what(), {},
                             "This is a fault in Yieldscope; please report it with the file."};
  }
}

template <class T>
std::optional<core::base::Result<T>> Job<T>::poll() {
  if (!is_finished()) return std::nullopt;
  return std::exchange(result_, std::nullopt);
}

template <class T>
std::optional<core::base::Result<T>> Job<T>::wait() {
  if (thread_.joinable()) thread_.join();
  return poll();
}

template <class T>
std::optional<core::base::Result<T>> JobSlot<T>::poll() {
  if (!job_ || !job_->is_finished()) return std::nullopt;
  auto result = job_->wait();
  job_.reset();
  return result;
}

template <class T>
std::optional<core::base::Result<T>> JobSlot<T>::wait() {
  if (!job_) return std::nullopt;
  auto result = job_->wait();
  job_.reset();
  return result;
}

}  // namespace app::jobs
