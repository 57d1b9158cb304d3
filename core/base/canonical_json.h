// A JSON value written in one way only, so that equal values are equal texts: names in order, the
// last of duplicate names alone, 1 as 1.0. Values are compared, hashed and sorted by that text
// (DESIGN 5, Strict mode). Any thread.
#pragma once

#include <string>
#include <string_view>

namespace core::base {

struct JsonValue;

std::string canonical_json(const JsonValue& value);
/// The text itself where it is not JSON.
std::string canonical_json(std::string_view text);

/// Whether two JSON texts mean the same value. A text that is not JSON equals only itself.
bool equal_as_json(std::string_view a, std::string_view b);

}  // namespace core::base
