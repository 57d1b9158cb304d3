// Instance ids as Azure Storage keeps them: characters that a PartitionKey may not hold are
// escaped. Source: DTFx Tracking/KeySanitation.cs, EscapePartitionKey (SEMANTICS 2c).
#pragma once

#include <string>
#include <string_view>

namespace core::importers {

/// The instance id behind a PartitionKey. A caret that begins no known escape stays as it is.
std::string unescape_partition_key(std::string_view key);

}  // namespace core::importers
