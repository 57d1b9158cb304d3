// Runs a long function as a job, so that Ctrl+C cancels it and a terminal sees how far it is.
#pragma once

#include <chrono>
#include <semaphore>
#include <string>
#include <utility>

#include "app/cli/console.h"
#include "app/cli/interrupt.h"
#include "app/jobs/job.h"

namespace app::cli {

/// One line of progress, written over itself; nothing on a pipe or for work under 100 ms.
class ProgressLine {
 public:
  ProgressLine(Console& console, std::string title) : console_(console), title_(std::move(title)) {}
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void show(const core::base::Progress& progress);

 private:
  Console& console_;
  std::string title_;
  std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
  bool is_shown_ = false;
};

/// Waits for the function's result. Interrupted: its Error with code "cancelled".
template <class T>
core::base::Result<T> run_work(Console& console, const std::string& title,
                               typename jobs::Job<T>::Function function) {
  std::binary_semaphore is_done(0);
  ProgressLine line(console, title);
  jobs::Job<T> job(title, std::move(function), [&is_done] { is_done.release(); });
  while (!is_done.try_acquire_for(std::chrono::milliseconds(100))) {
    if (was_interrupted()) job.cancel();
    line.show(job.progress());
  }
  return std::move(*job.wait());
}

}  // namespace app::cli
