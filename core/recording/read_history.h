// Reads the members `instance` and `history` of a trace file, the mirror of write_history. Both
// fill a HistoryBuilder; they throw base::FormatError.
#pragma once

#include "core/model/history_builder.h"
#include "core/model/trace.h"
#include "core/recording/json_cursor.h"

namespace core::recording {

void read_instance(JsonCursor& in, model::Envelope& envelope, model::Trace& trace);
void read_history(JsonCursor& in, model::HistoryBuilder& builder);

}  // namespace core::recording
