// Gets at the text of a file that is gzipped or written in UTF-16, before anything looks at it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace core::importers {

/// What stood in the packing.
struct Unpacked {
  std::string bytes;
  /// "gzip", "UTF-16"; empty when nothing was packed.
  std::vector<std::string_view> steps;
  /// Why the packing ends early; what came before is in `bytes`.
  std::string damage;
};
/// Unpacks once each. Gives up behind 4 GiB.
Unpacked unpack(std::string bytes);

}  // namespace core::importers
