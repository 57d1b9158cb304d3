#include "core/importers/common/json_cursor.h"

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

#include "core/importers/common/pace.h"

namespace core::importers {

namespace {

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

/// A character that may stand in a number or a word such as NaN.
bool is_scalar_byte(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
         c == '+' || c == '.';
}

bool is_number(std::string_view token) {
  if (token == "NaN" || token == "Infinity" || token == "-Infinity") return true;
  std::size_t at = token.starts_with('-') ? 1 : 0;
  const auto digits = [&] {
    const std::size_t from = at;
    while (at < token.size() && token[at] >= '0' && token[at] <= '9') ++at;
    return at > from;
  };
  if (!digits()) return false;
  if (at < token.size() && token[at] == '.') {
    ++at;
    if (!digits()) return false;
  }
  if (at < token.size() && (token[at] == 'e' || token[at] == 'E')) {
    ++at;
    if (at < token.size() && (token[at] == '-' || token[at] == '+')) ++at;
    if (!digits()) return false;
  }
  return at == token.size();
}

/// The next quote, or the end. Most strings are names and short values, for which calling memchr
/// costs more than looking.
std::size_t find_quote(std::string_view text, std::size_t at) {
  constexpr std::uint64_t kQuotes = 0x2222222222222222ULL;
  constexpr std::uint64_t kLow = 0x7F7F7F7F7F7F7F7FULL;
  for (int i = 0; i < 4 && at + 8 <= text.size(); ++i, at += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + at, sizeof(word));
    const std::uint64_t difference = word ^ kQuotes;
    const std::uint64_t found = ~(((difference & kLow) + kLow) | difference | kLow);
    if (found == 0) continue;
    const bool is_little = std::endian::native == std::endian::little;
    return at +
           static_cast<std::size_t>(is_little ? std::countr_zero(found) : std::countl_zero(found)) /
               8;
  }
  const void* found = std::memchr(text.data() + at, '"', text.size() - at);
  if (found == nullptr) return text.size();
  return static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
}

/// What container() stops at: quotes and brackets.
constexpr std::array<bool, 256> kStops = [] {
  std::array<bool, 256> stops{};
  for (const char c : {'"', '{', '}', '[', ']'}) stops[static_cast<unsigned char>(c)] = true;
  return stops;
}();

char kind_of(char first) {
  switch (first) {
    case '{':
    case '[':
    case '"':
      return first;
    case 't':
    case 'f':
      return 't';
    case 'n':
      return 'n';
    case 'N':
    case 'I':
    case '-':
      return '0';
    default:
      return first >= '0' && first <= '9' ? '0' : '?';
  }
}

}  // namespace

bool JsonCursor::fail(std::string_view expected) {
  fault_ = {at_, expected, at_ >= text_.size()};
  return false;
}

void JsonCursor::skip_space() {
  while (at_ < text_.size() && is_space(text_[at_])) ++at_;
}

char JsonCursor::peek_kind() {
  skip_space();
  return at_ < text_.size() ? kind_of(text_[at_]) : '?';
}

bool JsonCursor::open(char bracket) {
  skip_space();
  if (at_ >= text_.size() || text_[at_] != bracket) {
    return fail(bracket == '{' ? "'{'" : "'['");
  }
  ++at_;
  return true;
}

JsonCursor::Step JsonCursor::next_key(bool& is_first, std::string_view& raw_key) {
  skip_space();
  if (at_ < text_.size() && text_[at_] == '}') {
    ++at_;
    return Step::end;
  }
  if (!is_first) {
    if (at_ >= text_.size() || text_[at_] != ',') return fail("',' or '}'"), Step::fault;
    ++at_;
    skip_space();
  }
  is_first = false;
  if (at_ >= text_.size() || text_[at_] != '"') return fail("a member name"), Step::fault;
  const std::size_t begin = at_;
  if (!string()) return Step::fault;
  raw_key = text_.substr(begin, at_ - begin);
  skip_space();
  if (at_ >= text_.size() || text_[at_] != ':') return fail("':'"), Step::fault;
  ++at_;
  skip_space();
  return Step::found;
}

JsonCursor::Step JsonCursor::next_element(bool& is_first) {
  skip_space();
  if (at_ < text_.size() && text_[at_] == ']') {
    ++at_;
    return Step::end;
  }
  if (!is_first) {
    if (at_ >= text_.size() || text_[at_] != ',') return fail("',' or ']'"), Step::fault;
    ++at_;
    skip_space();
  }
  is_first = false;
  if (at_ >= text_.size()) return fail("a value"), Step::fault;
  return Step::found;
}

bool JsonCursor::value(JsonSpan& out) {
  const char kind = peek_kind();
  const std::size_t begin = at_;
  const bool ok = kind == '"' ? string() : kind == '{' || kind == '[' ? container() : scalar(kind);
  if (!ok) return false;
  out = {kind, text_.substr(begin, at_ - begin), begin};
  return true;
}

bool JsonCursor::string() {
  std::size_t at = at_ + 1;
  while (at < text_.size()) {
    const std::size_t quote = find_quote(text_, at);
    if (quote == text_.size()) break;
    std::size_t slashes = 0;
    while (quote - slashes > at_ + 1 && text_[quote - slashes - 1] == '\\') ++slashes;
    at = quote + 1;
    if (slashes % 2 == 0) {
      at_ = at;
      return true;
    }
    if (pace_ != nullptr) pace_->at(at);
  }
  at_ = text_.size();
  return fail("the end of a string");
}

bool JsonCursor::scalar(char kind) {
  if (kind == '?') return fail("a value");
  std::size_t at = at_;
  while (at < text_.size() && is_scalar_byte(text_[at])) ++at;
  const std::string_view token = text_.substr(at_, at - at_);
  const bool is_good = kind == 'n'   ? token == "null"
                       : kind == 't' ? token == "true" || token == "false"
                                     : is_number(token);
  if (!is_good) {
    if (at >= text_.size()) at_ = at;
    return fail("a value");
  }
  at_ = at;
  return true;
}

bool JsonCursor::container() {
  constexpr std::size_t kLook = 64u << 10;
  std::string open_brackets;
  std::size_t next_look = at_ + kLook;
  do {
    if (at_ >= next_look) {
      if (pace_ != nullptr) pace_->at(at_);
      next_look = at_ + kLook;
    }
    while (at_ < text_.size() && !kStops[static_cast<unsigned char>(text_[at_])]) ++at_;
    if (at_ >= text_.size()) break;
    const char c = text_[at_];
    if (c == '"') {
      if (!string()) return false;
      continue;
    }
    if (c == '{' || c == '[') {
      open_brackets.push_back(c);
    } else if (c == '}' || c == ']') {
      if (open_brackets.back() != (c == '}' ? '{' : '[')) {
        return fail(c == '}' ? "']'" : "'}'");
      }
      open_brackets.pop_back();
    }
    ++at_;
  } while (!open_brackets.empty() && at_ < text_.size());
  return open_brackets.empty() || fail(open_brackets.back() == '{' ? "'}'" : "']'");
}

JsonSpan find_json_member(std::string_view object, std::string_view name) {
  JsonSpan found;
  JsonCursor cursor(object);
  if (!cursor.open('{')) return found;
  bool is_first = true;
  std::string_view key;
  while (cursor.next_key(is_first, key) == JsonCursor::Step::found) {
    JsonSpan value;
    if (!cursor.value(value)) break;
    if (key.substr(1, key.size() - 2) == name) found = value;
  }
  return found;
}

std::string json_string_member(std::string_view object, std::string_view name) {
  const JsonSpan found = find_json_member(object, name);
  std::string text;
  StringRepairs repairs;
  if (found.kind == '"') decode_json_string(found.raw, text, repairs);
  return text;
}

}  // namespace core::importers
