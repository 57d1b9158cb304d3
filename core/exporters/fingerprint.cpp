#include "core/exporters/fingerprint.h"

#include "core/base/sha256.h"

namespace core::exporters {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_word(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return is_digit(c) || (byte | 0x20U) - 'a' < 26U || c == '_' || byte >= 0x80;
}

char closing(char c) {
  switch (c) {
    case '(':
      return ')';
    case '[':
      return ']';
    case '{':
      return '}';
    case '<':
      return '>';
    case '"':
      return '"';
    default:
      return '\0';
  }
}

/// One behind the end of the bracket or quote that opens at `at`; the end of the text when it was
/// cut before it closed.
std::size_t behind_closed(std::string_view text, std::size_t at) {
  if (text[at] == '"') {
    for (std::size_t i = at + 1; i < text.size(); ++i) {
      if (text[i] == '\\') {
        ++i;
      } else if (text[i] == '"') {
        return i + 1;
      }
    }
    return text.size();
  }
  const char open = text[at];
  const char close = closing(open);
  std::size_t depth = 0;
  for (std::size_t i = at; i < text.size(); ++i) {
    if (text[i] == '"') {
      i = behind_closed(text, i) - 1;
    } else if (text[i] == open) {
      ++depth;
    } else if (text[i] == close && --depth == 0) {
      return i + 1;
    }
  }
  return text.size();
}

}  // namespace

std::string skeleton(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const char close = closing(text[i]);
    if (close != '\0') {
      const std::size_t end = behind_closed(text, i);
      // A call keeps the sign that it is one; a lone value, quoted or not, leaves the same mark.
      out += text[i] == '(' ? "()" : "#";
      i = end;
    } else if (is_digit(text[i]) && (i == 0 || !is_word(text[i - 1]))) {
      while (i < text.size() && (is_word(text[i]) || text[i] == '.' || text[i] == ':' ||
                                 text[i] == '-' || text[i] == '+')) {
        ++i;
      }
      out += '#';
    } else {
      out += text[i++];
    }
  }
  return out;
}

std::string short_hash(std::string_view bytes, std::size_t digits) {
  return base::sha256_hex(bytes).substr(0, digits);
}

std::string fingerprint(std::string_view orchestrator, const model::Finding& finding) {
  std::string parts;
  const std::string sides[] = {skeleton(finding.expected), skeleton(finding.actual)};
  for (const std::string_view part :
       {std::string_view(finding.id), orchestrator, std::string_view(finding.place.file),
        std::string_view(finding.place.function), std::string_view(finding.kind),
        std::string_view(sides[0]), std::string_view(sides[1])}) {
    parts += std::to_string(part.size());
    parts += ':';
    parts += part;
  }
  return short_hash(parts, 32);
}

}  // namespace core::exporters
