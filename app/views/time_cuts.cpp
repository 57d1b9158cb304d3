#include "app/views/time_cuts.h"

#include <algorithm>

namespace app::views {

namespace {

using model::EventType;

constexpr std::int64_t kShortestIdle = 2 * core::base::kTicksPerSecond;
constexpr std::int64_t kIdleShare = 10;      // of busy time: one tenth
constexpr double kIdleWidth = 0.04;          // of the busy width, for each idle stretch
constexpr double kMostIdleWidth = 1.0;       // of the busy width, for all of them together

/// A moment, and by how much the number of running calls changes there.
struct Change {
  std::int64_t ticks = 0;
  int running = 0;
};

bool is_work(EventType type) {
  return type == EventType::task_scheduled || type == EventType::sub_orchestration_instance_created;
}

/// All moments in order of time: clocks of several machines may disagree with the file's order.
std::vector<Change> changes_of(const model::History& history, const state::EventPairs& pairs) {
  std::vector<Change> changes;
  changes.reserve(history.size());
  for (std::size_t i = 0; i < history.size(); ++i) {
    const model::EventView event = history[i];
    const model::EventIndex partner = pairs.partner_of(event.index());
    int running = 0;
    if (is_work(event.type())) {
      running = partner != model::kNoEvent ? 1 : 0;
    } else if (partner != model::kNoEvent && is_work(history.at(partner).type()) &&
               pairs.partner_of(partner) == event.index()) {
      running = -1;
    }
    changes.push_back({event.timestamp().ticks, running});
  }
  const auto earlier = [](const Change& a, const Change& b) { return a.ticks < b.ticks; };
  if (!std::is_sorted(changes.begin(), changes.end(), earlier)) {
    std::stable_sort(changes.begin(), changes.end(), earlier);
  }
  return changes;
}

/// Stretches between neighbouring moments that last long while nothing runs.
std::vector<TimeSegment> long_gaps(const std::vector<Change>& changes) {
  std::vector<TimeSegment> gaps;
  int running = 0;
  for (std::size_t i = 0; i + 1 < changes.size(); ++i) {
    running += changes[i].running;
    const std::int64_t length = changes[i + 1].ticks - changes[i].ticks;
    if (running > 0 || length <= kShortestIdle) continue;
    TimeSegment gap;
    gap.begin = changes[i].ticks;
    gap.end = changes[i + 1].ticks;
    gap.is_idle = true;
    gaps.push_back(std::move(gap));
  }
  return gaps;
}

void place(std::vector<TimeSegment>& segments, std::int64_t busy) {
  std::size_t idle = 0;
  for (const TimeSegment& segment : segments) idle += segment.is_idle ? 1 : 0;
  const double unit = busy > 0 ? static_cast<double>(busy) : 1.0;
  const double strip = idle == 0 ? 0
      : unit * std::min(kIdleWidth, kMostIdleWidth / static_cast<double>(idle));
  const double whole = (busy > 0 ? unit : 0) + strip * static_cast<double>(idle);
  double x = 0;
  for (TimeSegment& segment : segments) {
    const double width = segment.is_idle ? strip : static_cast<double>(segment.end - segment.begin);
    segment.x_begin = x;
    x = whole > 0 ? x + width / whole : x;
    segment.x_end = x;
  }
  segments.back().x_end = 1;
}

}  // namespace

std::vector<TimeSegment> cut_time(const model::History& history, const state::EventPairs& pairs) {
  std::vector<TimeSegment> segments;
  if (history.size() == 0) return segments;
  const std::vector<Change> changes = changes_of(history, pairs);
  std::vector<TimeSegment> gaps = long_gaps(changes);
  std::int64_t busy = changes.back().ticks - changes.front().ticks;
  for (const TimeSegment& gap : gaps) busy -= gap.end - gap.begin;
  std::erase_if(gaps, [busy](const TimeSegment& gap) {
    return gap.end - gap.begin <= busy / kIdleShare;
  });
  busy = changes.back().ticks - changes.front().ticks;
  std::int64_t at = changes.front().ticks;
  for (TimeSegment& gap : gaps) {
    busy -= gap.end - gap.begin;
    TimeSegment before;
    before.begin = at;
    before.end = gap.begin;
    segments.push_back(std::move(before));
    at = gap.end;
    gap.label = core::base::format_duration(gap.end - gap.begin) + " idle";
    segments.push_back(std::move(gap));
  }
  TimeSegment rest;
  rest.begin = at;
  rest.end = changes.back().ticks;
  segments.push_back(std::move(rest));
  place(segments, busy);
  return segments;
}

double position_of(std::span<const TimeSegment> segments, core::base::Timestamp time) {
  if (segments.empty() || time.ticks <= segments.front().begin) return 0;
  const auto segment = std::lower_bound(
      segments.begin(), segments.end(), time.ticks,
      [](const TimeSegment& of, std::int64_t ticks) { return of.end < ticks; });
  if (segment == segments.end()) return 1;
  const std::int64_t length = segment->end - segment->begin;
  if (length == 0) return segment->x_end;
  const double part =
      static_cast<double>(time.ticks - segment->begin) / static_cast<double>(length);
  return segment->x_begin + part * (segment->x_end - segment->x_begin);
}

core::base::Timestamp moment_of(std::span<const TimeSegment> segments, double x) {
  if (segments.empty()) return {};
  for (const TimeSegment& segment : segments) {
    if (x > segment.x_end) continue;
    const double width = segment.x_end - segment.x_begin;
    const double part = width > 0 ? std::max(0.0, (x - segment.x_begin) / width) : 0;
    return {segment.begin + static_cast<std::int64_t>(
                                part * static_cast<double>(segment.end - segment.begin))};
  }
  return {segments.back().end};
}

}  // namespace app::views
