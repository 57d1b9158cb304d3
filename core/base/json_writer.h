// Writes JSON front to back into a string: keys in the order of the calls, same input same bytes.
// It exists because traces and state documents carry JSON *text* that must pass through unparsed
// (numbers beyond a double, lone surrogates), which a document model would change.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace core::base {

/// Appends the text as a JSON string literal. Invalid UTF-8 becomes U+FFFD so output is always JSON;
/// a lone surrogate (WTF-8, as parse_json keeps it) becomes its \uXXXX escape again.
void append_json_string(std::string& out, std::string_view text);

/// Appends \uXXXX, or the two of a surrogate pair beyond the first plane, in lower-case digits.
void append_unicode_escape(std::string& out, char32_t point);

/// Writer with automatic commas. REQUIRES: key() before each value inside an object.
class JsonWriter {
 public:
  /// `indent` 0 writes one line; above, that many spaces a level.
  explicit JsonWriter(int indent = 0) : indent_(indent) {}

  /// From now on; a container that is to stand on one line has it set to 0 between its begin and
  /// its end.
  JsonWriter& set_indent(int indent) {
    indent_ = indent;
    return *this;
  }
  JsonWriter& begin_object();
  JsonWriter& end_object();
  JsonWriter& begin_array();
  JsonWriter& end_array();
  JsonWriter& key(std::string_view name);
  JsonWriter& string(std::string_view text);
  JsonWriter& number(std::int64_t value);
  /// Shortest text that reads back equal; null when not finite.
  JsonWriter& number(double value);
  JsonWriter& boolean(bool value);
  JsonWriter& null();
  /// JSON text inserted as it is. REQUIRES: `json` is one well-formed value.
  JsonWriter& raw(std::string_view json);

  const std::string& text() const { return out_; }
  std::string take() { return std::move(out_); }

 private:
  void before_value();
  void new_line();

  std::string out_;
  std::string stack_;  // one character a level: '{' or '[', upper bit set once it has a member
  int indent_;
  bool after_key_ = false;
};

}  // namespace core::base
