// The mirror of write_diagnosis. Used by trace_reader.
#pragma once

#include <string_view>

#include "core/model/trace.h"
#include "core/recording/json_cursor.h"

namespace core::recording {

/// Takes one member of a trace; one that it does not know is passed over. Throws base::FormatError.
void read_diagnosis_member(std::string_view key, JsonCursor& value, model::Trace& trace);

}  // namespace core::recording
