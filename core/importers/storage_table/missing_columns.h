// History tables shortened for a document or a chat: without EventId and TaskScheduledId. The ids
// are counted again by the platform's own rule, and the history is marked as reconstructed.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "core/importers/common/event_fields.h"
#include "core/importers/common/table_rows.h"
#include "core/model/event_type.h"

namespace core::importers {

/// Counts ids through one generation, row by row.
class MissingIds {
 public:
  /// Puts the ids that the row lacks. Views into it live until the next call.
  void put(const TableRow& row, EventFields& fields);

 private:
  std::int64_t open(model::EventType type, std::string_view fire_at);
  /// The open call that an answer belongs to: the timer of that time, else the oldest of its type.
  std::optional<std::int64_t> close(model::EventType type, std::string_view fire_at);

  std::int64_t next_id_ = 0;
  // Scheduled and not answered yet, by id, with FireAt; and the timers among them by FireAt.
  std::map<model::EventType, std::map<std::int64_t, std::string>> open_;
  std::map<std::string, std::set<std::int64_t>, std::less<>> timers_;
  std::string id_text_;
  std::string link_text_;
};

}  // namespace core::importers
