// Hand-built snapshots for the tests of the window: what a replay would have recorded, without an
// engine. Times are whole seconds from kFixtureStart.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/session/session.h"

namespace tests::support {

namespace model = core::model;
using core::session::Snapshot;
using core::session::SnapshotPtr;

inline constexpr core::base::Timestamp kFixtureStart{17'145'576'000'000'000};  // 2024-05-01 10:00

/// One activity after the other: `names[i]` is yielded on line 10 + i of order.py, called with
/// "a<i>", answers "r<i>", and leaves the locals `i` and `results`. The k-th pass is woken by the
/// answer of the k-1-th call. Finished: the last pass returns; else it waits for the last call.
struct SequenceOptions {
  std::vector<std::string> names{"Tokyo", "Seattle", "London"};
  bool is_finished = true;
  /// Adds the confirming pass after the last one.
  bool has_confirming = false;
  /// Position of a call that fails and is caught; none when beyond the names.
  std::size_t failing = SIZE_MAX;
};
std::shared_ptr<Snapshot> sequence(const SequenceOptions& options = {});
/// A sequence of so many yields, named "Step".
std::shared_ptr<Snapshot> staircase(std::uint32_t yields);

/// A sequence whose code asks for "Refund" in p2.y2 where the history recorded "Charge"; passes
/// from the second on follow a fork of the spine. Its trace carries one finding, YS1001.
std::shared_ptr<Snapshot> diverged();

/// One yield of all(3 × Hello): p1 waits, p2 gets one answer of three, p3 gets the others and
/// returns. Tasks 0 to 2 are the calls, task 3 the all.
std::shared_ptr<Snapshot> fan_out();

/// The history of sequence() without a trace.
std::shared_ptr<Snapshot> without_code();

}  // namespace tests::support
