#include "core/base/json.h"

#include <fmt/format.h>

#include <charconv>

#include "core/base/format_error.h"
#include "core/base/json_writer.h"
#include "core/base/text.h"

// A parser of our own: nlohmann and simdjson refuse NaN and lone surrogates and turn numbers into
// doubles, and all three are lawful in a Python payload. It keeps its own stack, so depth costs
// heap, and stops at a depth that every later walk over the tree can afford.

namespace core::base {
namespace {

constexpr std::size_t kMaxDepth = 1000;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool is_digit(char c) { return c >= '0' && c <= '9'; }

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {
    if (text_.starts_with(kByteOrderMark)) at_ = kByteOrderMark.size();
  }

  JsonValue parse() {
    JsonValue root;
    parse_value(root);
    while (!open_.empty()) {
      continue_container();
    }
    skip_space();
    if (at_ < text_.size()) {
      fail("the end of the text after the value");
    }
    return root;
  }

 private:
  [[noreturn]] void fail(std::string_view expected,
                         std::string_view code = "json.malformed") const {
    const auto [line, column] = line_and_column(text_, at_);
    Error error;
    error.code = code;
    error.message = fmt::format("malformed JSON: expected {}, found {}", expected, found());
    error.where.byte = at_;
    error.where.line = line;
    error.where.column = column;
    throw FormatError(std::move(error));
  }

  std::string found() const {
    if (at_ >= text_.size()) {
      return "the end of the text";
    }
    const std::string_view rest = text_.substr(at_);
    return fmt::format("'{}'", printable(rest.substr(0, first_code_point(rest).length)));
  }

  void skip_space() {
    while (at_ < text_.size() &&
           (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\r' || text_[at_] == '\t')) {
      ++at_;
    }
  }

  bool take_if(char c) {
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }

  bool take_if(std::string_view word) {
    if (!text_.substr(at_).starts_with(word)) return false;
    at_ += word.size();
    return true;
  }

  void parse_value(JsonValue& value) {
    skip_space();
    const char c = at_ < text_.size() ? text_[at_] : '\0';
    if (c == '"') {
      value.kind = JsonValue::Kind::string;
      parse_string(value.text);
    } else if (c == '{' || c == '[') {
      if (open_.size() == kMaxDepth) {
        fail(fmt::format("at most {} levels of nesting", kMaxDepth), "json.too_deep");
      }
      ++at_;
      value.kind = c == '{' ? JsonValue::Kind::object : JsonValue::Kind::array;
      open_.push_back(&value);
    } else if (c == '-' || is_digit(c)) {
      parse_number(value);
    } else {
      parse_word(value);
    }
  }

  /// Reads one more member of the innermost open container, or its end. A container's address is
  /// stable while it is open, because only then its parent grows no further.
  void continue_container() {
    JsonValue& container = *open_.back();
    const bool is_object = container.kind == JsonValue::Kind::object;
    const char close = is_object ? '}' : ']';
    const bool is_empty = container.items.empty() && container.members.empty();
    skip_space();
    if (take_if(close)) {
      open_.pop_back();
      return;
    }
    if (!is_empty) {
      if (!take_if(',')) fail(is_object ? "',' or '}'" : "',' or ']'");
      skip_space();
    }
    if (!is_object) {
      parse_value(container.items.emplace_back());
      return;
    }
    if (at_ >= text_.size() || text_[at_] != '"') {
      fail(is_empty ? "a member name in double quotes or '}'" : "a member name in double quotes");
    }
    auto& [name, value] = container.members.emplace_back();
    parse_string(name);
    skip_space();
    if (!take_if(':')) fail("':' after the member name");
    parse_value(value);
  }

  void parse_word(JsonValue& value) {
    if (take_if("null")) return;
    const std::size_t begin = at_;
    if (take_if("true") || take_if("false")) {
      value.kind = JsonValue::Kind::boolean;
      value.flag = text_[begin] == 't';
    } else if (take_if("NaN") || take_if("Infinity")) {
      value.kind = JsonValue::Kind::number;
      value.text = text_.substr(begin, at_ - begin);
    } else {
      fail("a value");
    }
  }

  void parse_number(JsonValue& value) {
    const std::size_t begin = at_;
    value.kind = JsonValue::Kind::number;
    if (take_if('-') && take_if("Infinity")) {
      value.text = text_.substr(begin, at_ - begin);
      return;
    }
    if (!take_if('0')) take_digits("a digit");
    if (take_if('.')) take_digits("a digit after the decimal point");
    if (take_if('e') || take_if('E')) {
      if (!take_if('+')) take_if('-');
      take_digits("a digit in the exponent");
    }
    value.text = text_.substr(begin, at_ - begin);
  }

  void take_digits(std::string_view expected) {
    if (at_ >= text_.size() || !is_digit(text_[at_])) fail(expected);
    while (at_ < text_.size() && is_digit(text_[at_])) ++at_;
  }

  void parse_string(std::string& out) {
    ++at_;
    for (;;) {
      const std::size_t begin = at_;
      while (at_ < text_.size() && text_[at_] != '"' && text_[at_] != '\\' &&
             static_cast<unsigned char>(text_[at_]) >= 0x20) {
        ++at_;
      }
      out.append(text_.substr(begin, at_ - begin));
      if (take_if('"')) return;
      if (!take_if('\\')) {
        fail(at_ < text_.size() ? "an escape for this control character" : "'\"' after the string");
      }
      parse_escape(out);
    }
  }

  void parse_escape(std::string& out) {
    const char c = at_ < text_.size() ? text_[at_] : '\0';
    constexpr std::string_view kLetters = "\"\\/bfnrt";
    constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
    if (const std::size_t at = kLetters.find(c); at != std::string_view::npos) {
      out += kMeanings[at];
      ++at_;
      return;
    }
    if (!take_if('u')) fail("one of \"\\/bfnrtu after the backslash");
    char32_t unit = parse_hex4();
    if (unit >= 0xD800 && unit <= 0xDBFF && text_.substr(at_).starts_with("\\u")) {
      const std::size_t before_low = at_;
      at_ += 2;
      const char32_t low = parse_hex4();
      if (low >= 0xDC00 && low <= 0xDFFF) {
        unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
      } else {
        at_ = before_low;
      }
    }
    append_utf8(out, unit);
  }

  char32_t parse_hex4() {
    char32_t value = 0;
    for (int i = 0; i < 4; ++i) {
      const char c = at_ < text_.size() ? text_[at_] : '\0';
      if (is_digit(c)) {
        value = value * 16 + static_cast<char32_t>(c - '0');
      } else if ((c | 0x20) >= 'a' && (c | 0x20) <= 'f') {
        value = value * 16 + static_cast<char32_t>((c | 0x20) - 'a' + 10);
      } else {
        fail("four hexadecimal digits after \\u");
      }
      ++at_;
    }
    return value;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<JsonValue*> open_;
};

void write(JsonWriter& out, const JsonValue& value) {
  switch (value.kind) {
    case JsonValue::Kind::null:
      out.null();
      break;
    case JsonValue::Kind::boolean:
      out.boolean(value.flag);
      break;
    case JsonValue::Kind::number:
      out.raw(value.text);
      break;
    case JsonValue::Kind::string:
      out.string(value.text);
      break;
    case JsonValue::Kind::array:
      out.begin_array();
      for (const JsonValue& item : value.items) write(out, item);
      out.end_array();
      break;
    case JsonValue::Kind::object:
      out.begin_object();
      for (const auto& [name, member] : value.members) write(out.key(name), member);
      out.end_object();
      break;
  }
}

}  // namespace

const JsonValue* JsonValue::find(std::string_view name) const {
  for (auto member = members.rbegin(); member != members.rend(); ++member) {
    if (member->name == name) return &member->value;
  }
  return nullptr;
}

std::string_view JsonValue::string_at(std::string_view name) const {
  const JsonValue* member = find(name);
  return member != nullptr && member->is(Kind::string) ? std::string_view(member->text)
                                                       : std::string_view();
}

std::optional<std::int64_t> JsonValue::as_integer() const {
  std::int64_t number = 0;
  const char* end = text.data() + text.size();
  if (!is(Kind::number)) return std::nullopt;
  const auto [rest, error] = std::from_chars(text.data(), end, number);
  return error == std::errc() && rest == end ? std::optional(number) : std::nullopt;
}

std::optional<std::int64_t> JsonValue::integer_at(std::string_view name) const {
  const JsonValue* member = find(name);
  return member != nullptr ? member->as_integer() : std::nullopt;
}

std::optional<bool> JsonValue::boolean_at(std::string_view name) const {
  const JsonValue* member = find(name);
  return member != nullptr && member->is(Kind::boolean) ? std::optional(member->flag)
                                                        : std::nullopt;
}

Result<JsonValue> parse_json(std::string_view text) {
  try {
    return Parser(text).parse();
  } catch (const FormatError& error) {
    return error.error();
  }
}

std::string to_json(const JsonValue& value) {
  JsonWriter out;
  write(out, value);
  return out.take();
}

std::string to_pretty_json(const JsonValue& value) {
  JsonWriter out(2);
  write(out, value);
  return out.take();
}

std::pair<std::uint32_t, std::uint32_t> line_and_column(std::string_view text, std::uint64_t byte) {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  for (const char c : text.substr(0, byte)) {
    if (c == '\n') {
      ++line;
      column = 1;
    } else if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) {
      ++column;
    }
  }
  return {line, column};
}

}  // namespace core::base
