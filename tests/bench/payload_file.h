// A generated worker payload of any length, for the import benchmarks. Same count, same bytes.
#pragma once

#include <cstddef>
#include <filesystem>

namespace bench {

/// Events of the file that the bar in DESIGN 12 is about; about 200 bytes each.
inline constexpr std::size_t kImportedEvents = 1'000'000;

/// The file in the temporary folder; written when it is not there yet. Throws std::runtime_error.
std::filesystem::path payload_file(std::size_t events);

}  // namespace bench
