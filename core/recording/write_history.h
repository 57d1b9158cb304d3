// Writes the members `instance` and `history` of a trace file (FORMAT.md).
#pragma once

#include "core/base/json_writer.h"
#include "core/base/progress.h"
#include "core/model/trace.h"

namespace core::recording {

void write_instance(base::JsonWriter& out, const model::Trace& trace);
/// One event a line. False when it was stopped; `work` may be null.
bool write_history(base::JsonWriter& out, const model::History* history,
                   const base::WorkContext* work);

}  // namespace core::recording
