// The list of formats, in order; picks one and says why, or why none fits.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/importers/importer.h"

namespace core::importers {

/// All importers, most specific first: the order decides.
std::span<const std::unique_ptr<Importer>> importers();

/// Every importer's answer about one file.
struct Verdict {
  const Importer* importer = nullptr;  ///< the chosen one; null when none fits
  std::string reason;                  ///< its sentence
  struct Refusal {
    std::string_view importer;
    std::string reason;
  };
  std::vector<Refusal> refusals;       ///< of the others, in order
};
Verdict recognise(const Shape& shape);

/// A recognised, opened file.
struct Opened {
  const Importer* importer = nullptr;
  std::string reason;
  std::unique_ptr<Import> import;
};
/// The importers' door. Unpacks gzip, UTF-16 and a JSON string, strips a byte order mark, and looks
/// for histories inside a file that nobody knows. Errors: import.unknown_format, whose message
/// carries every importer's sentence, import.several_histories where they are of several formats,
/// and what open() answers.
base::Result<Opened> open(std::string bytes, const std::string& file,
                          const base::WorkContext& work);

}  // namespace core::importers
