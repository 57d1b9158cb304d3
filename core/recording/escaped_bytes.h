// How bytes that are not UTF-8 stand in a trace file, which is: FORMAT.md, "Text".
// Written by write_segment, read by read_segment.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace core::recording {

/// Every byte outside well-formed UTF-8 as \xHH, a backslash as \\.
std::string escape_bytes(std::string_view bytes);
/// Empty when an escape is none of the two.
std::optional<std::string> unescape_bytes(std::string_view text);

}  // namespace core::recording
