// Histories inside other files: in a string of a HAR or a JSON log, or behind the words of a log
// line. Asked by the registry only when no importer knows the file as it stands.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace core::importers {

/// A JSON text found inside another file.
struct Embedded {
  std::string bytes;
  std::uint64_t byte = 0;  ///< where it begins in the outer file
};
/// Texts that could be a history: objects and arrays of some size, each once. At most 64, found
/// with bounded work whatever the file holds.
std::vector<Embedded> find_embedded(std::string_view text);

}  // namespace core::importers
