// Decoding of JSON string literals, declared in json_cursor.h.
#include <cstdint>

#include "core/importers/common/json_cursor.h"
#include "core/importers/common/pace.h"

namespace core::importers {

namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

/// Length of the well-formed UTF-8 sequence at the front of `text`; 0 when there is none.
/// Source: Unicode 15, table 3-7.
std::size_t utf8_length(std::string_view text) {
  const auto byte = [&](std::size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u;
  };
  const auto is_tail = [&](std::size_t i) { return (byte(i) & 0xC0u) == 0x80u; };
  const unsigned first = byte(0);
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return is_tail(1) ? 2 : 0;
  if (first >= 0xE0 && first <= 0xEF) {
    const unsigned low = first == 0xE0 ? 0xA0 : 0x80;
    const unsigned high = first == 0xED ? 0x9F : 0xBF;
    return byte(1) >= low && byte(1) <= high && is_tail(2) ? 3 : 0;
  }
  if (first >= 0xF0 && first <= 0xF4) {
    const unsigned low = first == 0xF0 ? 0x90 : 0x80;
    const unsigned high = first == 0xF4 ? 0x8F : 0xBF;
    return byte(1) >= low && byte(1) <= high && is_tail(2) && is_tail(3) ? 4 : 0;
  }
  return 0;
}

void append_code_point(std::uint32_t point, std::string& out) {
  const auto put = [&](std::uint32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (point < 0x80) {
    put(point);
  } else if (point < 0x800) {
    put(0xC0 | point >> 6);
    put(0x80 | (point & 0x3F));
  } else if (point < 0x10000) {
    put(0xE0 | point >> 12);
    put(0x80 | (point >> 6 & 0x3F));
    put(0x80 | (point & 0x3F));
  } else {
    put(0xF0 | point >> 18);
    put(0x80 | (point >> 12 & 0x3F));
    put(0x80 | (point >> 6 & 0x3F));
    put(0x80 | (point & 0x3F));
  }
}

/// How many bytes from `at` on are ASCII without a backslash.
std::size_t plain_length(std::string_view body, std::size_t at) {
  std::size_t end = at;
  while (end < body.size() && body[end] != '\\' && static_cast<unsigned char>(body[end]) < 0x80) {
    ++end;
  }
  return end - at;
}

/// The four hexadecimal digits at `at`, or -1.
std::int32_t hex4(std::string_view text, std::size_t at) {
  if (at + 4 > text.size()) return -1;
  std::int32_t value = 0;
  for (std::size_t i = at; i < at + 4; ++i) {
    const char c = text[i];
    const int digit = c >= '0' && c <= '9'   ? c - '0'
                      : c >= 'a' && c <= 'f' ? c - 'a' + 10
                      : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                             : -1;
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

/// Decodes the escape whose backslash stands at `at`; returns how many bytes it took.
std::size_t decode_escape(std::string_view body, std::size_t at, std::string& out,
                          StringRepairs& repairs) {
  const char c = at + 1 < body.size() ? body[at + 1] : '\0';
  switch (c) {
    case 'n':
      out.push_back('\n');
      return 2;
    case 't':
      out.push_back('\t');
      return 2;
    case 'r':
      out.push_back('\r');
      return 2;
    case 'b':
      out.push_back('\b');
      return 2;
    case 'f':
      out.push_back('\f');
      return 2;
    case 'u':
      break;
    case '"':
    case '\\':
    case '/':
      out.push_back(c);
      return 2;
    default:
      out.push_back('\\');
      return 1;  // no escape: both characters stay as they are
  }
  const std::int32_t unit = hex4(body, at + 2);
  if (unit < 0) {
    out.push_back('\\');
    return 1;
  }
  if (unit < 0xD800 || unit > 0xDFFF) {
    append_code_point(static_cast<std::uint32_t>(unit), out);
    return 6;
  }
  const bool is_pair = unit < 0xDC00 && body.substr(at + 6, 2) == "\\u";
  const std::int32_t low = is_pair ? hex4(body, at + 8) : -1;
  if (low >= 0xDC00 && low <= 0xDFFF) {
    append_code_point(0x10000u + (static_cast<std::uint32_t>(unit - 0xD800) << 10) +
                          static_cast<std::uint32_t>(low - 0xDC00),
                      out);
    return 12;
  }
  out += kReplacement;
  repairs.had_lone_surrogate = true;
  return 6;
}

}  // namespace

std::string_view decode_json_string(std::string_view raw, std::string& out,
                                    StringRepairs& repairs, Pace* pace) {
  const std::string_view body = raw.size() >= 2 ? raw.substr(1, raw.size() - 2) : raw;
  const std::size_t begin = out.size();
  for (std::size_t at = 0; at < body.size();) {
    if (pace != nullptr) pace->at(at);
    const std::size_t plain = plain_length(body, at);
    out.append(body.substr(at, plain));
    at += plain;
    if (at == body.size()) break;
    if (body[at] == '\\') {
      at += decode_escape(body, at, out, repairs);
      continue;
    }
    const std::size_t length = utf8_length(body.substr(at));
    repairs.had_invalid_utf8 = repairs.had_invalid_utf8 || length == 0;
    out.append(length == 0 ? kReplacement : body.substr(at, length));
    at += length == 0 ? 1 : length;
  }
  return std::string_view(out).substr(begin);
}

std::string repair_utf8(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = utf8_length(text.substr(at));
    out.append(length == 0 ? kReplacement : text.substr(at, length));
    at += length == 0 ? 1 : length;
  }
  return out;
}

bool has_lone_surrogate(std::string_view json) {
  // The two hex digits behind "\\u" that say which half it is; 0 for anything else.
  const auto half_at = [&](std::size_t at) -> char {
    if (at + 6 > json.size() || json[at] != '\\' || json[at + 1] != 'u') return 0;
    if (json[at + 2] != 'd' && json[at + 2] != 'D') return 0;
    const char digit = json[at + 3];
    if (digit == '8' || digit == '9' || (digit | 0x20) == 'a' || (digit | 0x20) == 'b') return 'h';
    return (digit | 0x20) >= 'c' && (digit | 0x20) <= 'f' ? 'l' : char{0};
  };
  for (std::size_t at = json.find('\\'); at != std::string_view::npos;
       at = json.find('\\', at)) {
    const char half = half_at(at);
    if (half == 'l' || (half == 'h' && half_at(at + 6) != 'l')) return true;
    at += half == 'h' ? 12 : 2;
  }
  return false;
}

}  // namespace core::importers
