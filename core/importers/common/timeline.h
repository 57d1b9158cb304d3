// Builds a history that can be looked at but not replayed: formats of other platforms and lists
// made for reading. Every event keeps its row as it was written, so nothing of it is lost. Used by
// temporal_json, aws_durable, dapr_cli and app_insights; one instance, one thread.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "core/importers/common/remark_log.h"
#include "core/importers/importer.h"
#include "core/model/history_builder.h"

namespace core::importers {

/// One event on its way into the timeline.
struct TimelineEvent {
  model::EventType type = model::EventType::unknown;
  std::int64_t id = -1;  ///< beyond 32 bits it is left out
  std::int64_t link = -1;
  std::optional<base::Timestamp> time;
  std::string name;
  model::Payload payload;
  model::Payload details;
  std::optional<base::Timestamp> fire_at;
  model::RuntimeStatus status = model::RuntimeStatus::unknown;
  std::string instance_id;
  std::string execution_id;
  std::string parent_instance_id;
  std::string own_type;  ///< as the format calls it
  std::string raw;       ///< the row as JSON; empty where there is none
  std::uint8_t inferred = 0;
  EventPlace place;
};

class Timeline {
 public:
  /// `platform` begins the sentence that says why this is no history for a replay.
  Timeline(std::string platform, Locator locator);

  void add(const TimelineEvent& event);
  RemarkLog& remarks() { return remarks_; }
  model::Report& report() { return report_; }
  model::Envelope& envelope() { return builder_.envelope(); }
  std::size_t size() const { return builder_.size(); }
  /// Closes the report.
  Loaded finish(const base::Location& where);

 private:
  /// Says that the event's row stands twice in the file, or holds broken text.
  void watch(const TimelineEvent& event);

  std::string platform_;
  std::unordered_map<std::size_t, std::uint64_t> rows_;  ///< hash of a row, and its byte
  model::Report report_;
  RemarkLog remarks_;
  model::HistoryBuilder builder_;
};

}  // namespace core::importers
