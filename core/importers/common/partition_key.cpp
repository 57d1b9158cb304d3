#include "core/importers/common/partition_key.h"

namespace core::importers {

namespace {

/// What the character after a caret stands for; empty when it begins no escape.
std::string_view plain_text_of(char escaped) {
  switch (escaped) {
    case '^':
      return "^";
    case '0':
      return "/";
    case '1':
      return "\\";
    case '2':
      return "#";
    case '3':
      return "?";
    default:
      return {};
  }
}

}  // namespace

// A control character c is written as '^' and U+00C0 + c. U+00C0 to U+011F are two bytes of UTF-8:
// C3 80..BF, C4 80..9F.
std::string unescape_partition_key(std::string_view key) {
  std::string id;
  for (std::size_t at = 0; at < key.size();) {
    if (key[at] != '^' || at + 1 >= key.size()) {
      id.push_back(key[at++]);
      continue;
    }
    if (const std::string_view plain = plain_text_of(key[at + 1]); !plain.empty()) {
      id += plain;
      at += 2;
      continue;
    }
    const auto lead = static_cast<unsigned char>(key[at + 1]);
    const unsigned tail = at + 2 < key.size() ? static_cast<unsigned char>(key[at + 2]) : 0u;
    const unsigned point = (lead & 0x1Fu) << 6 | (tail & 0x3Fu);
    const bool is_pair = (lead == 0xC3 || lead == 0xC4 || lead == 0xC5) && (tail & 0xC0u) == 0x80u;
    const unsigned control = is_pair && point >= 0xC0 ? point - 0xC0 : 0x20u;
    if (control < 0x20) {
      id.push_back(static_cast<char>(control));
      at += 3;
    } else if (control >= 0x7F && control <= 0x9F) {
      if (control >= 0x80) id.push_back('\xC2');  // U+0080 to U+009F take two bytes
      id.push_back(static_cast<char>(control));
      at += 3;
    } else {
      id.push_back(key[at++]);
    }
  }
  return id;
}

}  // namespace core::importers
