// Reads the rows of the members `spines` and `passes` of a trace file, the mirror of trace_writer.
// They throw base::FormatError.
#pragma once

#include "core/model/trace.h"
#include "core/recording/json_cursor.h"

namespace core::recording {

model::Yield read_yield(JsonCursor& in);
model::Spine read_spine(JsonCursor& in);
model::Pass read_pass(JsonCursor& in);

}  // namespace core::recording
