// The reader's small parts, the mirror of write_segment: each fills what its member holds and
// passes over members that it does not know. All throw base::FormatError.
#pragma once

#include "core/model/trace.h"
#include "core/recording/json_cursor.h"

namespace core::recording {

std::string read_text(JsonCursor& in);
model::Payload read_payload(JsonCursor& in);
base::Timestamp read_time(JsonCursor& in);
model::SettledList read_settled(JsonCursor& in);
std::vector<model::LogLine> read_logs(JsonCursor& in);
/// Takes one member of a segment; false when `key` names none.
bool read_segment_member(std::string_view key, JsonCursor& value, model::Segment& segment);
model::Segment read_segment(JsonCursor& in);

}  // namespace core::recording
