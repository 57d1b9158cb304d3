#include "core/base/json_writer.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstring>

#include "core/base/check.h"
#include "core/base/text.h"

namespace core::base {
namespace {

constexpr char kHasMember = static_cast<char>(0x80);
constexpr std::string_view kHexDigits = "0123456789abcdef";
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

bool is_clean(char c) {
  return static_cast<unsigned char>(c) >= 0x20 && static_cast<unsigned char>(c) < 0x80 &&
         c != '"' && c != '\\';
}

/// Whether all eight bytes are ASCII that a JSON string holds as it is.
bool is_clean_word(const char* bytes) {
  constexpr std::uint64_t kOnes = 0x0101010101010101u;
  constexpr std::uint64_t kHighs = 0x8080808080808080u;
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, sizeof word);
  const auto zero_byte = [](std::uint64_t w) { return (w - kOnes) & ~w; };
  const std::uint64_t dirty = word | (word - kOnes * 0x20) | zero_byte(word ^ (kOnes * '"')) |
                              zero_byte(word ^ (kOnes * '\\'));
  return (dirty & kHighs) == 0;
}

std::size_t clean_run(std::string_view text) {
  std::size_t at = 0;
  while (at + 8 <= text.size() && is_clean_word(text.data() + at)) at += 8;
  while (at < text.size() && is_clean(text[at])) ++at;
  return at;
}

void append_unit_escape(std::string& out, std::uint32_t unit) {
  const std::array<char, 6> escape{'\\',
                                   'u',
                                   kHexDigits[(unit >> 12) & 15],
                                   kHexDigits[(unit >> 8) & 15],
                                   kHexDigits[(unit >> 4) & 15],
                                   kHexDigits[unit & 15]};
  out.append(escape.data(), escape.size());
}

void append_ascii_escape(std::string& out, char c) {
  switch (c) {
    case '"':
      out += "\\\"";
      break;
    case '\\':
      out += "\\\\";
      break;
    case '\n':
      out += "\\n";
      break;
    case '\r':
      out += "\\r";
      break;
    case '\t':
      out += "\\t";
      break;
    case '\b':
      out += "\\b";
      break;
    case '\f':
      out += "\\f";
      break;
    default:
      append_unit_escape(out, static_cast<unsigned char>(c));
      break;
  }
}

}  // namespace

void append_unicode_escape(std::string& out, char32_t point) {
  if (point < 0x10000) {
    append_unit_escape(out, point);
    return;
  }
  append_unit_escape(out, 0xd800 + ((point - 0x10000) >> 10));
  append_unit_escape(out, 0xdc00 + ((point - 0x10000) & 0x3ff));
}

void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  for (;;) {
    const std::size_t run = clean_run(text);
    out.append(text.data(), run);
    text.remove_prefix(run);
    if (text.empty()) {
      break;
    }
    const CodePoint point = first_code_point(text);
    if (point.is_surrogate()) {
      append_unit_escape(out, point.value);
    } else if (!point.is_valid) {
      out += kReplacement;
    } else if (point.length == 1) {
      append_ascii_escape(out, text.front());
    } else {
      out.append(text.substr(0, point.length));
    }
    text.remove_prefix(point.length);
  }
  out += '"';
}

void JsonWriter::new_line() {
  if (indent_ > 0) {
    out_ += '\n';
    out_.append(stack_.size() * static_cast<std::size_t>(indent_), ' ');
  }
}

void JsonWriter::before_value() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (stack_.empty()) {
    return;
  }
  check((stack_.back() & ~kHasMember) == '[', "a value inside an object follows its key");
  if ((stack_.back() & kHasMember) != 0) out_ += ',';
  stack_.back() = static_cast<char>(stack_.back() | kHasMember);
  new_line();
}

JsonWriter& JsonWriter::begin_object() {
  before_value();
  out_ += '{';
  stack_ += '{';
  return *this;
}

JsonWriter& JsonWriter::begin_array() {
  before_value();
  out_ += '[';
  stack_ += '[';
  return *this;
}

JsonWriter& JsonWriter::end_object() {
  check(!stack_.empty() && (stack_.back() & ~kHasMember) == '{' && !after_key_,
        "end_object closes an object");
  const bool has_members = (stack_.back() & kHasMember) != 0;
  stack_.pop_back();
  if (has_members) new_line();
  out_ += '}';
  return *this;
}

JsonWriter& JsonWriter::end_array() {
  check(!stack_.empty() && (stack_.back() & ~kHasMember) == '[', "end_array closes an array");
  const bool has_members = (stack_.back() & kHasMember) != 0;
  stack_.pop_back();
  if (has_members) new_line();
  out_ += ']';
  return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
  check(!stack_.empty() && (stack_.back() & ~kHasMember) == '{' && !after_key_,
        "a key stands in an object and is followed by its value");
  if ((stack_.back() & kHasMember) != 0) out_ += ',';
  stack_.back() = static_cast<char>(stack_.back() | kHasMember);
  new_line();
  append_json_string(out_, name);
  out_ += indent_ > 0 ? ": " : ":";
  after_key_ = true;
  return *this;
}

JsonWriter& JsonWriter::string(std::string_view text) {
  before_value();
  append_json_string(out_, text);
  return *this;
}

JsonWriter& JsonWriter::number(std::int64_t value) {
  before_value();
  std::array<char, 24> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  out_.append(digits.data(), static_cast<std::size_t>(end - digits.data()));
  return *this;
}

JsonWriter& JsonWriter::number(double value) {
  if (!std::isfinite(value)) {
    return null();
  }
  before_value();
  std::array<char, 32> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  out_.append(digits.data(), static_cast<std::size_t>(end - digits.data()));
  return *this;
}

JsonWriter& JsonWriter::boolean(bool value) {
  before_value();
  out_ += value ? "true" : "false";
  return *this;
}

JsonWriter& JsonWriter::null() {
  before_value();
  out_ += "null";
  return *this;
}

JsonWriter& JsonWriter::raw(std::string_view json) {
  before_value();
  out_ += json;
  return *this;
}

}  // namespace core::base
