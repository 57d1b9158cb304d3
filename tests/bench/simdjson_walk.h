// What the import is measured against: the least that any reader of the same file has to do.
#pragma once

#include <cstddef>
#include <filesystem>

namespace bench {

/// What a walk saw, so that no part of it can be left out.
struct Walked {
  std::size_t keys = 0, numbers = 0, strings = 0;
  std::size_t string_bytes = 0;
  std::size_t file_bytes = 0;
};

/// Loads the file and walks it with simdjson's on-demand parser: iterates, reads every key and
/// number, unescapes every string. Throws std::runtime_error.
Walked simdjson_walk(const std::filesystem::path& path);

}  // namespace bench
