// Reads the members `instance` and `history` of a trace file, the mirror of write_history. Both
// fill a HistoryBuilder; they throw base::FormatError.
#pragma once

#include "core/model/history_builder.h"
#include "core/model/trace.h"
#include "core/recording/json_cursor.h"

namespace core::recording {

/// One event with its own text, so that it can be appended later.
struct EventRow {
  model::EventRecord record;  ///< without views
  std::string name;
  model::Payload payload;
  std::optional<model::EventExtra> extra;
};
EventRow read_event(JsonCursor& in);
void append(const EventRow& row, model::HistoryBuilder& builder);

void read_instance(JsonCursor& in, model::Envelope& envelope, model::Trace& trace);
void read_history(JsonCursor& in, model::HistoryBuilder& builder);

}  // namespace core::recording
