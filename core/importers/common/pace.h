// What a long reading does every few steps: tell how far it is and notice that it was stopped.
// Readers make one and hand it down to whatever steps over long values. One thread.
#pragma once

#include <cstdint>

#include "core/base/format_error.h"
#include "core/base/progress.h"
#include "core/importers/common/single_import.h"

namespace core::importers {

class Pace {
 public:
  /// `total` in the reader's own units, bytes as a rule. 0: only watches for the stop.
  explicit Pace(const base::WorkContext& work, std::uint64_t total = 0)
      : work_(work), total_(total) {
    if (total_ != 0) work_.progress.set_total(total_);
    look(0);
  }
  /// Call at every step. Cheap: looks every 256 steps, every 64 Ki units, and when a reader goes
  /// back. Throws FormatError "cancelled" when stopped.
  void at(std::uint64_t done) {
    constexpr std::uint64_t kUnits = 64u << 10;
    if (done - looked_at_ >= kUnits || ++steps_ % 256 == 0) look(done);
  }
  /// The same for steps that are long by themselves: looks at once.
  void now(std::uint64_t done) { look(done); }
  /// Call when all is read.
  void finish() { look(total_); }

 private:
  void look(std::uint64_t done) {
    if (work_.stop.stop_requested()) throw base::FormatError(cancelled_error());
    looked_at_ = done;
    if (done < farthest_ || total_ == 0) return;  // a reader may go back over a part
    farthest_ = done;
    work_.progress.set_done(done < total_ ? done : total_);
  }

  base::WorkContext work_;
  std::uint64_t total_;
  std::uint64_t looked_at_ = 0;
  std::uint64_t farthest_ = 0;
  std::uint32_t steps_ = 0;
};

}  // namespace core::importers
