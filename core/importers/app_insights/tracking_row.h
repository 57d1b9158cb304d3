// One tracking row as an event of the timeline. Source: SEMANTICS 2h (EndToEndTraceHelper.cs).
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/importers/common/timeline.h"

namespace core::importers {

/// A row of the export, before it means anything.
struct TrackingRow {
  std::string time;
  std::string dimensions;  ///< customDimensions as JSON, or the row's own columns
  bool is_local = false;   ///< `time` is in the zone of the person who exported it
  base::Location where;
  EventPlace place;
};

/// What of a row decides its place.
struct TrackedState {
  std::string instance_id;
  std::string function;
  std::string function_type;
  std::string state;
  std::optional<base::Timestamp> time;
  bool is_ambiguous = false;  ///< day and month could be the other way round
  std::int64_t sequence = 0;
  /// Members whose value is of another kind than theirs, with the beginning of that value.
  std::vector<std::pair<std::string, std::string>> unread;
};
/// Empty instance id: no tracking row.
TrackedState read_tracked_state(const TrackingRow& row);

/// The events of one instance, row after row in the order of time.
class TrackingReader {
 public:
  /// One event, or two where a row stands for the beginning of a pass as well.
  std::vector<TimelineEvent> read(const TrackingRow& row, const TrackedState& state);

 private:
  bool has_started_ = false;
};

}  // namespace core::importers
