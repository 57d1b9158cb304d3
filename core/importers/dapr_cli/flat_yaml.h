// YAML as far as the Dapr CLI writes it: a list of objects whose members are single values. One
// function; nested values, anchors and flow collections are not read.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace core::importers {

/// The list as JSON, every value a string, nulls left out. Empty when the text is no such list.
std::optional<std::string> json_of_flat_yaml(std::string_view text);

}  // namespace core::importers
