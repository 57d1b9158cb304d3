// One printed row of the Dapr CLI as an event of the timeline, and the table's columns.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/importers/common/table_rows.h"
#include "core/importers/common/timeline.h"

namespace core::importers {

/// "13.4ms", "637.6µs", "1m2.5s", "Age:1.1m", "2h": ticks; empty when it is none.
std::optional<std::int64_t> parse_printed_duration(std::string_view text);

/// Whether the CLI prints events of that type ("SubOrchCreated", "TaskScheduled").
bool is_printed_kind(std::string_view type);

/// Rows one after another: a row without a time stands its `elapsed` behind the one before.
class PrintedRows {
 public:
  TimelineEvent read(const TableRow& row);
  /// Columns of the row read last whose value is of another kind than theirs, with that value; the
  /// texts are the row's.
  const std::vector<std::pair<std::string_view, std::string_view>>& unread() const {
    return unread_;
  }
  /// How many rows had no time of their own.
  std::size_t without_time() const { return without_time_; }
  /// Whether no row before the first had a time to count from: then it stands at 1970.
  bool begins_without_time() const { return begins_without_time_; }

 private:
  std::vector<std::pair<std::string_view, std::string_view>> unread_;
  base::Timestamp last_;
  std::size_t count_ = 0;
  std::size_t without_time_ = 0;
  bool begins_without_time_ = false;
};

/// The aligned table as comma-separated text; empty when it has no such header line.
std::string csv_of_aligned_table(std::string_view text);

}  // namespace core::importers
