// The members of a trace file that say what went wrong: evidence, divergence, alignment,
// experiments, remarks from the source, findings. Used by trace_writer; every member is named in
// FORMAT.md.
#pragma once

#include "core/base/json_writer.h"
#include "core/model/trace.h"

namespace core::recording {

/// Into the object of the trace that is open.
void write_diagnosis(base::JsonWriter& out, const model::Trace& trace);

}  // namespace core::recording
