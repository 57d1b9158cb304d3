// The digest that a recording keeps of what was written before: CRC-32 (ISO-HDLC, as zlib's) of the
// rows as they stand in the file, one after the other. Read by recording_strand; FORMAT.md, Recordings.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace core::recording {

/// The digest of some rows and of what `before` is the digest of; 0 stands for nothing.
constexpr std::uint32_t extend_digest(std::uint32_t before, std::string_view row) {
  constexpr std::uint32_t kPolynomial = 0xEDB88320u;
  constexpr auto kTable = [] {
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t byte = 0; byte < table.size(); ++byte) {
      std::uint32_t value = byte;
      for (int bit = 0; bit < 8; ++bit) value = value >> 1 ^ (value & 1u ? kPolynomial : 0u);
      table[byte] = value;
    }
    return table;
  }();
  std::uint32_t digest = ~before;
  for (const char c : row) {
    digest = digest >> 8 ^ kTable[(digest ^ static_cast<unsigned char>(c)) & 0xFFu];
  }
  return ~digest;
}

}  // namespace core::recording
