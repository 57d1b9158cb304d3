// What tests over case folders share: which cases there are, and the text a case is held against.
#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "core/base/result.h"

namespace tests {

/// The names of the folders below `folder`, in order: one case each. Throws when there is no such
/// folder.
std::vector<std::string> case_names(const std::filesystem::path& folder);

/// The file's text; with UPDATE_EXPECTED set it is written first. Throws when it cannot be read.
std::string known_text(const std::filesystem::path& file, const std::string& actual);

/// The value, or the whole error as an exception, which ends a test with its text.
template <class T>
T value_or_fail(core::base::Result<T> result) {
  if (!result.ok()) throw std::runtime_error(core::base::to_text(result.error()));
  return std::move(result).value();
}

}  // namespace tests
