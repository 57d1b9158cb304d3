// Gets at the text of a file that is gzipped or written in UTF-16, before anything looks at it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace core::importers {

class Pace;

/// What stood in the packing.
struct Unpacked {
  std::string bytes;
  /// "gzip", "UTF-16"; empty when nothing was packed.
  std::vector<std::string_view> steps;
  /// Why the packing ends early; what came before is in `bytes`.
  std::string damage;
};
/// Unpacks once each. Gives up behind `most` bytes, which is damage. `pace` is told how many packed
/// bytes were read, and may throw.
Unpacked unpack(std::string bytes, std::size_t most = std::size_t{4} << 30, Pace* pace = nullptr);
/// What a file of that size is unpacked to at most: far more than a history's text gives way, far
/// less than a bomb asks for.
std::size_t most_unpacked(std::size_t packed_size);

}  // namespace core::importers
