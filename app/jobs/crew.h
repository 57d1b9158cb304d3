// Several threads on one piece of work that hands itself out, such as the histories of a check.
#pragma once

#include <algorithm>
#include <functional>
#include <thread>
#include <vector>

namespace app::jobs {

/// How many threads can run at once here; at least 1.
inline unsigned cores() { return std::max(std::thread::hardware_concurrency(), 1U); }

/// Calls `work` on `count` threads, this one among them, and returns when every call has returned.
/// REQUIRES: `work` may run on many threads at once and throws nothing.
inline void run_crew(unsigned count, const std::function<void()>& work) {
  std::vector<std::jthread> crew;
  for (unsigned i = 1; i < count; ++i) crew.emplace_back(work);
  work();
}

}  // namespace app::jobs
