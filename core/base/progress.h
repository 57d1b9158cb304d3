// How a long function tells how far it is, and learns that nobody waits for it any more.
// Core starts no threads; app/jobs reads this from another one.
#pragma once

#include <atomic>
#include <cstdint>
#include <stop_token>

namespace core::base {

/// Written by one worker, read by anyone. Units are the worker's own (bytes, passes).
class Progress {
 public:
  void set_total(std::uint64_t total) { total_.store(total, std::memory_order_relaxed); }
  void set_done(std::uint64_t done) { done_.store(done, std::memory_order_relaxed); }
  std::uint64_t total() const { return total_.load(std::memory_order_relaxed); }
  std::uint64_t done() const { return done_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::uint64_t> total_{0};
  std::atomic<std::uint64_t> done_{0};
};

/// What every long function takes. Both are checked at least every few milliseconds of work; a
/// stopped function returns the Error code "cancelled".
struct WorkContext {
  Progress& progress;
  std::stop_token stop;
};

}  // namespace core::base
