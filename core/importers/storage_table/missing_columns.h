// History tables shortened for a document or a chat: without EventId and TaskScheduledId. The ids
// are counted again by the platform's own rule, and the history is marked as reconstructed.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <utility>

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
  struct Open {
    std::int64_t id = 0;
    model::EventType type = model::EventType::unknown;
    std::string fire_at;
  };

  std::int64_t next_id_ = 0;
  std::deque<Open> open_;  // scheduled and not answered yet, oldest first
  std::string id_text_;
  std::string link_text_;
};

}  // namespace core::importers
