// Base64 as servers put payloads into JSON. Both alphabets; blanks and line ends are gone past.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace core::importers {

/// Empty when the text is no base64.
std::optional<std::string> decode_base64(std::string_view text);

}  // namespace core::importers
