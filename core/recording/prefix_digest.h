// The digest that a recording keeps of what was written before: CRC-32 of the rows as they stand in
// the file, one after the other. Read by recorded_line; FORMAT.md, Recordings.
#pragma once

#include <cstdint>
#include <string_view>

namespace core::recording {

/// The digest of some rows and of what `before` is the digest of; 0 stands for nothing.
std::uint32_t extend_digest(std::uint32_t before, std::string_view row);

}  // namespace core::recording
