// Finds the event lists of a Temporal or Cadence file, however they are wrapped: an object with
// `events`, a bare list, a list of batches, lists by name, or one event a member. One thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/importers/common/json_cursor.h"
#include "core/importers/common/remark_log.h"

namespace core::importers {

class Pace;

/// One event as it stands in the file.
struct TemporalRow {
  std::string_view raw;
  EventPlace place;
  std::int64_t id = 0;
};

/// The events of one run of a workflow, in the order of their ids.
struct TemporalRun {
  std::vector<TemporalRow> rows;
  bool was_sorted = false;
};

/// Reads over the whole text. What is no event is stepped into or left out with a remark.
std::vector<TemporalRun> find_temporal_runs(std::string_view text, const std::string& file,
                                            RemarkLog& log, Pace& pace);
/// The id of an object that is such an event, 0 where it cannot be read; nothing for any other.
std::optional<std::int64_t> temporal_event_id(std::string_view object);

}  // namespace core::importers
