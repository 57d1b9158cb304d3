// SHA-256 of bytes, to tell whether a source file is the one that was run. Pure.
#pragma once

#include <string>
#include <string_view>

namespace core::session {

/// 64 lower-case hexadecimal digits.
std::string sha256_hex(std::string_view bytes);

}  // namespace core::session
