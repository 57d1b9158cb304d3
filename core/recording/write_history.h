// Writes the members `instance` and `history` of a trace file (FORMAT.md).
#pragma once

#include "core/base/json_writer.h"
#include "core/model/trace.h"

namespace core::recording {

void write_instance(base::JsonWriter& out, const model::Trace& trace);
/// One event a line.
void write_history(base::JsonWriter& out, const model::History* history);

}  // namespace core::recording
