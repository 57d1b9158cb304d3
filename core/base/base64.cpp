#include "core/base/base64.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "core/base/json.h"
#include "core/base/text.h"

namespace core::base {

namespace {

/// Texts beyond this are not looked into: nobody reads them, and JSON inside is parsed.
constexpr std::size_t kMostGuessed = 1U << 20;
constexpr std::size_t kLeastLetters = 8;
constexpr std::size_t kLeastText = 12;
/// Other scripts are sequences of bytes that chance makes more easily.
constexpr std::size_t kLeastForeignText = 24;

int value_of(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  if (c == '+' || c == '-') return 62;
  return c == '/' || c == '_' ? 63 : -1;
}

/// Whole groups of four of one alphabet, padded at the end alone.
bool has_base64_form(std::string_view text) {
  if (text.size() < kLeastLetters || text.size() > kMostGuessed || text.size() % 4 != 0) {
    return false;
  }
  const std::size_t padding = text.ends_with("==") ? 2 : text.ends_with('=') ? 1 : 0;
  const std::string_view letters = text.substr(0, text.size() - padding);
  const bool is_web = letters.find_first_of("-_") != std::string_view::npos;
  if (is_web && letters.find_first_of("+/") != std::string_view::npos) return false;
  if (!std::all_of(letters.begin(), letters.end(), [](char c) { return value_of(c) >= 0; })) {
    return false;
  }
  // What no byte takes is zero in what an encoder writes.
  const unsigned last = static_cast<unsigned>(value_of(letters.back()));
  return padding == 0 || (padding == 1 ? (last & 3U) == 0 : (last & 15U) == 0);
}

bool is_json_structure(std::string_view text) {
  const std::string_view inner = trim(text);
  if (inner.empty() || (inner.front() != '{' && inner.front() != '[' && inner.front() != '"')) {
    return false;
  }
  return parse_json(inner).ok();
}

/// Mostly letters, digits and blanks, as text is and chance is not.
bool is_text(std::string_view text) {
  std::size_t points = 0;
  std::size_t words = 0;
  bool is_foreign = false;
  for (std::size_t at = 0; at < text.size(); ++points) {
    const CodePoint point = first_code_point(text.substr(at));
    at += point.length;
    const char32_t c = point.value;
    is_foreign = is_foreign || c >= 0x80;
    words += c >= 0x80 || c == ' ' || c == '\n' || (c >= '0' && c <= '9') ||
             (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }
  return text.size() >= (is_foreign ? kLeastForeignText : kLeastText) && words * 5 >= points * 4;
}

}  // namespace

std::optional<std::string> decode_base64(std::string_view text) {
  std::string out;
  out.reserve(text.size() / 4 * 3);
  std::uint32_t bits = 0;
  int count = 0;
  std::size_t letters = 0;
  bool is_padded = false;
  for (const char c : text) {
    if (c == '\n' || c == '\r' || c == ' ' || c == '\t') continue;
    if (c == '=') {
      is_padded = true;
      continue;
    }
    const int value = value_of(c);
    if (value < 0 || is_padded) return std::nullopt;
    ++letters;
    bits = bits << 6 | static_cast<std::uint32_t>(value);
    count += 6;
    if (count >= 8) {
      count -= 8;
      out.push_back(static_cast<char>(bits >> count & 0xFF));
    }
  }
  if (letters % 4 == 1) return std::nullopt;
  return out;
}

bool is_readable(std::string_view text) {
  return is_utf8(text) && std::none_of(text.begin(), text.end(), [](char c) {
           const auto byte = static_cast<unsigned char>(c);
           return (byte < 0x20 && c != '\n' && c != '\r' && c != '\t') || byte == 0x7F;
         });
}

std::optional<std::string> text_in_base64(std::string_view text) {
  if (!has_base64_form(text)) return std::nullopt;
  auto inner = decode_base64(text);
  if (!inner || !is_readable(*inner)) return std::nullopt;
  if (!is_json_structure(*inner) && !is_text(*inner)) return std::nullopt;
  return inner;
}

}  // namespace core::base
