// Small questions about text that several parts ask.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace core::base {

/// Ordinal, ASCII case ignored: how DTFx compares activity names (SEMANTICS 4.1).
bool equal_ignoring_case(std::string_view a, std::string_view b);
std::string to_lower_ascii(std::string_view text);
std::string_view trim(std::string_view text);

/// The text with control characters, escape sequences, bidirectional overrides and invalid UTF-8
/// shown as visible escapes (\x1b, \u202e), so that hostile data stays data on a terminal.
/// Newlines and tabs become \n and \t.
std::string printable(std::string_view text);
/// At most `max_columns` code points, the last one an ellipsis when something was cut.
std::string shorten(std::string_view text, std::size_t max_columns);
/// "1 event", "3 events": count with the right ending.
std::string count_of(std::size_t count, std::string_view singular);

/// "1,000,000".
std::string with_thousands(std::size_t number);

/// The candidate nearest to `word` when it is near enough to be a typing mistake.
std::optional<std::string> did_you_mean(std::string_view word,
                                        std::span<const std::string_view> candidates);

/// One code point off the front of a text. A lone surrogate (WTF-8, what Python calls
/// surrogatepass) has its value and length 3 but is not valid; any other broken byte has value 0
/// and length 1.
struct CodePoint {
  char32_t value = 0;
  std::size_t length = 1;
  bool is_valid = false;

  bool is_surrogate() const { return value >= 0xD800 && value <= 0xDFFF; }
};
/// REQUIRES: `text` is not empty.
CodePoint first_code_point(std::string_view text);
/// Appends the code point as UTF-8 (a surrogate as WTF-8).
void append_utf8(std::string& out, char32_t code_point);

/// Whether the bytes are well-formed UTF-8.
bool is_utf8(std::string_view text);

}  // namespace core::base
