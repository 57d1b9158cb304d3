// How a long function tells how far it is, and learns that nobody waits for it any more.
// Core starts no threads; app/jobs reads this from another one.
#pragma once

#include <atomic>
#include <cstdint>
#include <stop_token>

namespace core::base {

/// Written by one worker, read by anyone. Units are the worker's own (bytes, passes). What is done
/// never falls, and reaches the total when the work is done.
class Progress {
 public:
  Progress() = default;
  virtual ~Progress() = default;
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  virtual void set_total(std::uint64_t total) { total_.store(total, std::memory_order_relaxed); }
  virtual void set_done(std::uint64_t done) { done_.store(done, std::memory_order_relaxed); }
  std::uint64_t total() const { return total_.load(std::memory_order_relaxed); }
  std::uint64_t done() const { return done_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::uint64_t> total_{0};
  std::atomic<std::uint64_t> done_{0};
};

/// One of several works done one after the other, each with units of its own: what it tells moves
/// `whole`, which counts thousandths, from `begin` to `end`.
class ProgressPart : public Progress {
 public:
  /// REQUIRES: begin <= end <= 1000. `whole` outlives the part.
  ProgressPart(Progress& whole, std::uint64_t begin, std::uint64_t end)
      : whole_(whole), begin_(begin), end_(end) {
    whole_.set_total(1000);
    whole_.set_done(begin);
  }

  void set_done(std::uint64_t done) override {
    Progress::set_done(done);
    const std::uint64_t all = total();
    if (all == 0) return;
    const double share = static_cast<double>(done < all ? done : all) / static_cast<double>(all);
    const double moved = static_cast<double>(end_ - begin_) * share;
    whole_.set_done(begin_ + static_cast<std::uint64_t>(moved));
  }

 private:
  Progress& whole_;
  std::uint64_t begin_, end_;
};

/// What every long function takes. Both are checked at least every few milliseconds of work; a
/// stopped function returns the Error code "cancelled".
struct WorkContext {
  Progress& progress;
  std::stop_token stop;
};

}  // namespace core::base
