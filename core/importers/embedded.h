// Histories inside other files: in a member of an answer (`value`, `body`, a list of answers), one
// behind the other, in a string of a HAR or a JSON log (also in base64), or behind the words of a
// log line. Asked by the registry only when no importer knows the file as it stands.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace core::importers {

class Pace;

/// A JSON text found inside another file.
struct Embedded {
  std::string bytes;
  std::uint64_t byte = 0;  ///< where it begins in the outer file
  std::string path;        ///< JSON path of it; empty in strings and behind words
  std::size_t copies = 0;  ///< how often it stands in the file besides, byte for byte
  std::uint64_t copy_at = 0;  ///< where the first of them begins
  /// Values in the same list, or behind or before it, in which nothing was found; told with the
  /// last history of the list.
  std::size_t others = 0;
  std::uint64_t other_at = 0;  ///< where the first of them begins
};
/// Whether an importer knows the text; asked with at most its first MiB.
using KnowsText = std::function<bool(std::string_view beginning)>;
/// The outermost texts that somebody knows, each once. Bounded work whatever the file holds.
/// `pace` is told meanwhile, and may throw.
std::vector<Embedded> find_embedded(std::string_view text, const KnowsText& knows,
                                    Pace* pace = nullptr);

}  // namespace core::importers
