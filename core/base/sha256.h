// SHA-256 (FIPS 180-4): names a version of a file, keys findings, hides ids. Pure.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace core::base {

std::array<std::uint8_t, 32> sha256(std::string_view bytes);
/// 64 lower-case hexadecimal digits.
std::string sha256_hex(std::string_view bytes);

}  // namespace core::base
