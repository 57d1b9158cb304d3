// The time axis with idle stretches cut out: where nothing runs and nothing happens for long, time
// is given a narrow strip of fixed width instead of its true length.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "app/state/event_pairs.h"
#include "core/base/timestamp.h"

namespace app::views {

namespace model = core::model;

/// A stretch of time; idle ones are drawn as a zig-zag with their length.
struct TimeSegment {
  std::int64_t begin = 0, end = 0;  ///< ticks
  double x_begin = 0, x_end = 0;
  bool is_idle = false;
  std::string label;                ///< "2 h 05 min idle"
};

/// Segments in order, without gaps in time or position, from 0 to 1. Not empty when the history
/// has events. Idle: longer than two seconds and than a tenth of all busy time, while no activity
/// and no sub-orchestration is under way.
std::vector<TimeSegment> cut_time(const model::History& history, const state::EventPairs& pairs);

/// Position of a moment; moments outside get 0 or 1.
double position_of(std::span<const TimeSegment> segments, core::base::Timestamp time);
core::base::Timestamp moment_of(std::span<const TimeSegment> segments, double x);

}  // namespace app::views
