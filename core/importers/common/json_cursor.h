// Steps through JSON text without building anything, tolerant of what Python writes (NaN) and of
// invalid UTF-8, and exact about where and why the text stops being JSON. It reads envelopes,
// table rows and whatever simdjson refused; bulk events go through window_parser.
// One thread; views point into the text. Iterative: nesting depth costs memory, never stack.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace core::importers {

class Pace;

/// One value as it stands in the text. `kind` as in ObjectShape::Member.
struct JsonSpan {
  char kind = '?';
  /// The whole value with its quotes or brackets.
  std::string_view raw;
  std::size_t byte = 0;
};

/// Why the cursor cannot go on.
struct JsonFault {
  std::size_t byte = 0;
  /// e.g. "a value", "',' or '}'", "the end of a string".
  std::string_view expected;
  /// The text ended there: it was cut rather than garbled.
  bool at_end = false;
};

/// A position in a JSON text.
class JsonCursor {
 public:
  /// `pace` is told while a long value is stepped over, and may throw; it outlives the cursor.
  explicit JsonCursor(std::string_view text, std::size_t at = 0, Pace* pace = nullptr)
      : text_(text), at_(at), pace_(pace) {}

  enum class Step { found, end, fault };

  /// Takes the bracket that opens a container. False (and a fault) when something else is there.
  bool open(char bracket);
  /// In an object: reads the next key with its colon and stands at the value. `is_first` starts
  /// true and is the caller's memory of commas.
  Step next_key(bool& is_first, std::string_view& raw_key);
  /// In an array: stands at the next element.
  Step next_element(bool& is_first);
  /// Reads over one whole value. False on a fault.
  bool value(JsonSpan& out);
  /// What kind of value begins here ('?' when none does). Skips space.
  char peek_kind();

  void skip_space();
  bool at_end() const { return at_ >= text_.size(); }
  std::size_t byte() const { return at_; }
  const JsonFault& fault() const { return fault_; }

 private:
  bool string();
  bool scalar(char kind);
  bool container();
  bool fail(std::string_view expected);

  std::string_view text_;
  std::size_t at_;
  Pace* pace_;
  JsonFault fault_;
};

/// What decoding a string had to repair.
struct StringRepairs {
  bool had_invalid_utf8 = false;
  bool had_lone_surrogate = false;
};

/// Appends the content of a string literal (`raw` with its quotes). What is no UTF-8 and lone
/// surrogates become U+FFFD. Returns a view of what was appended, valid until `out` grows.
/// `pace` is told how much of `raw` is decoded, and may throw.
std::string_view decode_json_string(std::string_view raw, std::string& out, StringRepairs& repairs,
                                    Pace* pace = nullptr);

/// Whether JSON text holds an escape that is half of a surrogate pair (\ud800).
bool has_lone_surrogate(std::string_view json);

/// The text with U+FFFD in place of every byte that is no UTF-8.
std::string repair_utf8(std::string_view text);

/// A member of a small object by name (the last one, as every reader of these formats does), or
/// kind '?' when there is none or `object` is no object.
JsonSpan find_json_member(std::string_view object, std::string_view name);
/// Its text when it is a string; empty otherwise.
std::string json_string_member(std::string_view object, std::string_view name);

}  // namespace core::importers
