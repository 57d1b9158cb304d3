#include "core/importers/common/reconstruct_order.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

#include "core/importers/common/link_checks.h"

namespace core::importers {

using model::EventType;

namespace {

/// Where a call is put: before the element at `slot`.
struct PlacedCall {
  std::size_t slot = 0;
  base::Timestamp time;
  std::size_t source = 0;
};

/// Events that neither come in nor go out.
bool is_marker(EventType type) {
  return type == EventType::generic_event || type == EventType::history_state ||
         type == EventType::unknown;
}

/// Finds the place of a call among the elements that the list recorded.
class CallPlaces {
 public:
  explicit CallPlaces(const std::vector<MergedEvent>& events) : events_(events) {
    base::Timestamp newest{std::numeric_limits<std::int64_t>::min()}, newest_call = newest;
    for (std::size_t i = 0; i < events.size(); ++i) {
      if (events[i].timestamp) newest = std::max(newest, *events[i].timestamp);
      newest_.push_back(newest);
      const bool is_start = events[i].type == EventType::execution_started;
      if (!is_start && !model::is_schedule(events[i].type)) continue;
      if (!is_start && events[i].timestamp) {
        newest_call = std::max(newest_call, *events[i].timestamp);
      }
      calls_.push_back({i, newest_call});
    }
  }

  /// A call comes behind the calls recorded before it and before everything that happened later:
  /// an event newer than the call cannot have been in the history when the call was made. It
  /// stands before its own answer whatever the clocks of two machines say.
  std::size_t slot_of(std::size_t answer, base::Timestamp time) const {
    const std::size_t lower = behind_calls(answer, time);
    const auto newer = std::upper_bound(newest_.begin(), newest_.end(), time);
    const auto first = static_cast<std::size_t>(newer - newest_.begin());
    if (first >= lower) return std::min(first, answer);
    // Clocks differ: something newer stands further up already. Look here, but not for ever.
    constexpr std::size_t kLookedAt = 10'000;
    for (std::size_t i = lower; i < std::min(answer, lower + kLookedAt); ++i) {
      if (events_[i].timestamp && *events_[i].timestamp > time) return i;
    }
    return answer;
  }

 private:
  struct RecordedCall {
    std::size_t at = 0;
    base::Timestamp newest;  // of the calls up to this one
  };

  std::size_t behind_calls(std::size_t answer, base::Timestamp time) const {
    const auto after = std::partition_point(
        calls_.begin(), calls_.end(),
        [&](const RecordedCall& call) { return call.at < answer && call.newest <= time; });
    return after == calls_.begin() ? 0 : (after - 1)->at + 1;
  }

  const std::vector<MergedEvent>& events_;
  std::vector<base::Timestamp> newest_;  // up to each element
  std::vector<RecordedCall> calls_;
};

std::vector<PlacedCall> place_calls(const std::vector<MergedEvent>& events) {
  const CallPlaces places(events);
  std::vector<PlacedCall> calls;
  for (std::size_t i = 0; i < events.size(); ++i) {
    if (!has_merged_call(events[i])) continue;
    const base::Timestamp time =
        events[i].scheduled.value_or(events[i].timestamp.value_or(base::Timestamp{}));
    calls.push_back({places.slot_of(i, time), time, i});
  }
  std::stable_sort(calls.begin(), calls.end(), [](const PlacedCall& a, const PlacedCall& b) {
    return std::pair(a.slot, a.time) < std::pair(b.slot, b.time);
  });
  return calls;
}

/// How long the platform took from an event that came in to the call that followed: the median of
/// the pairs that the list itself shows.
std::optional<std::int64_t> reaction_ticks(const std::vector<RebuiltRow>& rows,
                                           const std::vector<MergedEvent>& events) {
  std::vector<std::int64_t> all;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const bool is_start = events[rows[i - 1].source].type == EventType::execution_started;
    if (is_start || !is_inbound(rows[i - 1], events) || is_inbound(rows[i], events)) continue;
    const auto ticks = time_of(rows[i], events).ticks - time_of(rows[i - 1], events).ticks;
    if (ticks >= 0) all.push_back(ticks);
  }
  if (all.empty()) return std::nullopt;
  const auto middle = all.begin() + static_cast<std::ptrdiff_t>(all.size() / 2);
  std::nth_element(all.begin(), middle, all.end());
  return *middle;
}

/// How many reactions two events may be apart and still be of one pass: what came in while the pass
/// before was handed over, run and written down was handed over together.
constexpr std::int64_t kReactionsOfPass = 3;

/// A pass begins at the first event that comes in after calls, and again where two events came in
/// further apart than that. Where calls have the very times of what came in, any other time is
/// another pass.
void mark_passes(std::vector<RebuiltRow>& rows, const std::vector<MergedEvent>& events) {
  const auto reaction = reaction_ticks(rows, events);
  bool had_call = false;
  const RebuiltRow* before = nullptr;
  for (RebuiltRow& row : rows) {
    if (!is_inbound(row, events)) {
      had_call = had_call || row.is_call || !is_marker(events[row.source].type);
      continue;
    }
    const bool is_far =
        before != nullptr && reaction &&
        time_of(row, events).ticks - time_of(*before, events).ticks > kReactionsOfPass * *reaction;
    row.begins_pass = before == nullptr || had_call || is_far;
    had_call = false;
    before = &row;
  }
  if (!rows.empty()) rows.front().begins_pass = true;
}

}  // namespace

EventType merged_call_of(EventType answer) {
  return scheduling_type_of(answer).value_or(EventType::unknown);
}

bool has_merged_call(const MergedEvent& event) {
  const EventType call = merged_call_of(event.type);
  return call != EventType::unknown && call != EventType::timer_created;
}

base::Timestamp time_of(const RebuiltRow& row, const std::vector<MergedEvent>& events) {
  const MergedEvent& event = events[row.source];
  const auto own = event.timestamp.value_or(base::Timestamp{});
  return row.is_call ? event.scheduled.value_or(own) : own;
}

bool is_inbound(const RebuiltRow& row, const std::vector<MergedEvent>& events) {
  return !row.is_call && !model::is_outbound(events[row.source].type) &&
         !is_marker(events[row.source].type);
}

std::vector<RebuiltRow> rebuild_order(const std::vector<MergedEvent>& events) {
  const std::vector<PlacedCall> calls = place_calls(events);
  std::vector<RebuiltRow> rows;
  rows.reserve(events.size() + calls.size());
  auto call = calls.begin();
  for (std::size_t i = 0; i < events.size(); ++i) {
    for (; call != calls.end() && call->slot == i; ++call) {
      rows.push_back({call->source, true, false});
    }
    rows.push_back({i, false, false});
  }
  mark_passes(rows, events);
  return rows;
}

}  // namespace core::importers
