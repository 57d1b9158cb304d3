// Base64 as servers put payloads into JSON, in both alphabets, and whether a text is some.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace core::base {

/// Blanks and line ends are gone past. Empty when the text is no base64.
std::optional<std::string> decode_base64(std::string_view text);

/// What a text that nobody said is base64 holds, when it is plain that it does: whole groups of
/// four with their padding, and in them JSON, or readable text of at least 12 bytes. Empty
/// otherwise: words such as "test" and "Hello123" are base64 too, of nothing readable.
std::optional<std::string> text_in_base64(std::string_view text);

/// UTF-8 without control characters but tabs and line ends.
bool is_readable(std::string_view text);

}  // namespace core::base
