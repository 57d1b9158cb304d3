// Members that a trace file and a recording have in common: the version, the orchestrator, places.
// Read by trace_reader and recorded_line. All throw base::FormatError.
#pragma once

#include <string>

#include "core/model/trace.h"
#include "core/recording/json_cursor.h"

namespace core::recording {

/// Throws trace.version, which names both versions, when this program reads another one.
void check_version(std::int64_t version, const std::string& file);
void read_orchestrator(JsonCursor& in, model::Trace& trace);
model::Place read_place(JsonCursor& in);

}  // namespace core::recording
