// The names of a storage table's columns as the provider writes them, whatever a tool made of them
// on the way: another case (the JavaScript client's `partitionKey`), spaces around.
#pragma once

#include <string_view>

namespace core::importers {

/// The provider's spelling of a known column, also of its `@type`; any other name without the
/// spaces around it. Views the table of names or `written`.
std::string_view provider_column(std::string_view written);

}  // namespace core::importers
