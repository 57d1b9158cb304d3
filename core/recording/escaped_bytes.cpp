#include "core/recording/escaped_bytes.h"

#include <fmt/format.h>

#include <charconv>

#include "core/base/text.h"

namespace core::recording {

std::string escape_bytes(std::string_view bytes) {
  std::string out;
  while (!bytes.empty()) {
    const base::CodePoint point = base::first_code_point(bytes);
    // A lone surrogate is three bytes, and none of them is UTF-8.
    const std::size_t length = point.is_valid ? point.length : 1;
    if (!point.is_valid) {
      out += fmt::format("\\x{:02x}", static_cast<unsigned char>(bytes.front()));
    } else if (bytes.front() == '\\') {
      out += "\\\\";
    } else {
      out.append(bytes.substr(0, length));
    }
    bytes.remove_prefix(length);
  }
  return out;
}

std::optional<std::string> unescape_bytes(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    if (text.front() != '\\') {
      out += text.front();
      text.remove_prefix(1);
    } else if (text.starts_with("\\\\")) {
      out += '\\';
      text.remove_prefix(2);
    } else {
      unsigned byte = 0;
      const std::string_view digits = text.substr(0, 4).substr(text.size() < 2 ? text.size() : 2);
      const auto [end, error] =
          std::from_chars(digits.data(), digits.data() + digits.size(), byte, 16);
      if (!text.starts_with("\\x") || error != std::errc() || end != digits.data() + 2) {
        return std::nullopt;
      }
      out += static_cast<char>(byte);
      text.remove_prefix(4);
    }
  }
  return out;
}

}  // namespace core::recording
