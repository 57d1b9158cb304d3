#include "core/exporters/redact_mask.h"

#include <algorithm>
#include <array>

#include "core/base/json.h"
#include "core/base/text.h"
#include "core/exporters/redact_shape.h"

namespace core::exporters {
namespace {

constexpr std::size_t kNone = std::string_view::npos;
constexpr std::string_view kEllipsis = "…";

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The quote that ends the one at `at`; kNone when there is none. A single one is an apostrophe
/// unless it stands outside of words on both sides.
std::size_t closing_quote(std::string_view text, std::size_t at) {
  const char quote = text[at];
  for (std::size_t i = at + 1; i < text.size(); ++i) {
    if (text[i] == '\\') {
      ++i;
    } else if (text[i] == quote) {
      const bool is_end = quote == '"' || i + 1 == text.size() || !is_word_byte(text[i + 1]);
      if (is_end) return i;
    }
  }
  return kNone;
}

/// The bracket that ends the one at `at`, quotes passed over; the end of the text when it was cut.
std::size_t closing_bracket(std::string_view text, std::size_t at) {
  const char open = text[at];
  const char close = open == '(' ? ')' : open == '[' ? ']' : '}';
  std::size_t depth = 0;
  for (std::size_t i = at; i < text.size(); ++i) {
    if (text[i] == '"') {
      const std::size_t end = closing_quote(text, i);
      if (end == kNone) return text.size();
      i = end;
    } else if (text[i] == open) {
      ++depth;
    } else if (text[i] == close && --depth == 0) {
      return i;
    }
  }
  return text.size();
}

std::size_t word_begin(std::string_view text, std::size_t end) {
  while (end > 0 && is_word_byte(text[end - 1])) --end;
  return end;
}

/// Where the message of "ValueError: message" begins; kNone when the text holds none.
std::size_t message_of_exception(std::string_view text, std::size_t from) {
  for (std::size_t at = text.find(": ", from); at != kNone; at = text.find(": ", at + 1)) {
    const std::string_view word = text.substr(0, at).substr(word_begin(text, at));
    const std::size_t before = word_begin(text, at);
    const bool is_raised = before >= 7 && text.substr(before - 7, 7) == "raised ";
    for (const std::string_view end : {"Error", "Exception", "Exit", "Interrupt", "Failure"}) {
      if (word.ends_with(end)) return at + 2;
    }
    if (is_raised) return at + 2;
  }
  return kNone;
}

}  // namespace

bool is_word_byte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return is_digit(c) || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
         byte == '_' || byte >= 0x80;
}

void RedactionMask::replace(std::size_t begin, std::size_t end, std::string label) {
  spans_.push_back({begin, end, std::move(label)});
  for (std::size_t i = begin; i < end; ++i) bytes_[i].span = spans_.size();
}

bool RedactionMask::is_replaced_whole(std::size_t begin, std::size_t end) const {
  if (begin == end || bytes_[begin].span == 0) return false;
  const Span& span = spans_[bytes_[begin].span - 1];
  return span.begin == begin && span.end == end;
}

void RedactionMask::replace_all(std::string_view needle, const std::string& replacement,
                                Where where) {
  const bool is_word_only = where == Where::whole_words || needle.size() < 8;
  for (std::size_t at = text_.find(needle); at != kNone;) {
    const std::size_t end = at + needle.size();
    const bool is_whole = (at == 0 || !is_word_byte(text_[at - 1])) &&
                          (end == text_.size() || !is_word_byte(text_[end]));
    const bool is_free = std::all_of(bytes_.begin() + static_cast<std::ptrdiff_t>(at),
                                     bytes_.begin() + static_cast<std::ptrdiff_t>(end),
                                     [](const Byte& byte) { return byte.span == 0; });
    const bool is_taken = is_free && (is_whole || !is_word_only);
    if (is_taken) replace(at, end, replacement);
    at = text_.find(needle, is_taken ? end : at + 1);
  }
}

bool RedactionMask::hide_as_json() {
  const std::string_view text = base::trim(text_);
  if (text.empty() || is_replaced_whole(0, text_.size())) return !text.empty();
  const bool is_container = text.front() == '{' || text.front() == '[';
  if (!base::parse_json(text).ok() && !is_container) return false;
  if (text == "null" || text == "[]" || text == "{}") return true;
  replace(0, text_.size(), shape_in_words(text));
  return true;
}

/// Returns the position to go on from.
std::size_t RedactionMask::hide_quoted(std::size_t at, const Predicate& is_kept) {
  const bool is_single = text_[at] == '\'';
  if (is_single && at > 0 && is_word_byte(text_[at - 1])) return at + 1;
  std::size_t end = closing_quote(text_, at);
  if (end == kNone) {
    if (is_single) return at + 1;
    end = text_.size();
  }
  const std::string_view inner = text_.substr(at + 1, end - at - 1);
  const bool is_sign = std::none_of(inner.begin(), inner.end(), is_word_byte);
  if (!is_sign && !is_kept(inner) && !is_replaced_whole(at + 1, end)) {
    replace(at + 1, end, text_mark(inner));
  }
  return std::min(end + 1, text_.size());
}

/// Arguments behind a name, and JSON lists and objects.
std::size_t RedactionMask::hide_bracketed(std::size_t at, const Predicate& is_kept) {
  const bool is_call = text_[at] == '(';
  const std::string_view callee = text_.substr(0, at).substr(word_begin(text_, at));
  if (is_call && (callee.empty() || callee == "any" || callee == "all")) return at + 1;
  const std::size_t end = closing_bracket(text_, at);
  const std::size_t from = is_call ? at + 1 : at;
  const std::size_t to = is_call || end == text_.size() ? end : end + 1;
  const std::string_view inner = text_.substr(from, to - from);
  const bool has_value = std::any_of(inner.begin(), inner.end(), [&](char c) {
    return is_call ? is_word_byte(c) : is_digit(c) || c == '"' || c == '\'';
  });
  if (!has_value || inner == "s" || inner == kEllipsis || is_kept(inner) ||
      is_replaced_whole(from, to)) {
    return is_call && has_value ? to : at + 1;
  }
  replace(from, to, shape_in_words(inner));
  return to;
}

void RedactionMask::hide_stumps(const Predicate& is_kept) {
  for (std::size_t at = text_.find(kEllipsis); at != kNone; at = text_.find(kEllipsis, at + 1)) {
    // The ellipsis itself is made of word bytes: what touches it is hidden with it.
    const std::size_t begin = word_begin(text_, at);
    if (begin < at && !is_kept(text_.substr(begin, at - begin))) hide(begin, at);
    const std::size_t behind = at + kEllipsis.size();
    if (behind < text_.size() && is_word_byte(text_[behind])) hide(at, behind + 1);
  }
}

void RedactionMask::hide_by_looks(const Predicate& is_kept) {
  if (hide_as_json()) return;
  const std::size_t message = message_of_exception(text_, 0);
  for (std::size_t i = 0; i < std::min(message, text_.size());) {
    const char c = text_[i];
    if (c == '"' || c == '\'') {
      i = hide_quoted(i, is_kept);
    } else if (c == '(' || c == '[' || c == '{') {
      i = hide_bracketed(i, is_kept);
    } else {
      ++i;
    }
  }
  if (message < text_.size()) replace(message, text_.size(), text_mark(text_.substr(message)));
  hide_stumps(is_kept);
}

void RedactionMask::hide(std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < end; ++i) bytes_[i].is_hidden = true;
}

void RedactionMask::widen_to_words(const Predicate& is_kept) {
  for (std::size_t i = 0; i < text_.size();) {
    if (!is_word_byte(text_[i])) {
      ++i;
      continue;
    }
    std::size_t end = i;
    bool is_hidden = false;
    for (; end < text_.size() && is_word_byte(text_[end]); ++end) {
      is_hidden = is_hidden || bytes_[end].is_hidden;
    }
    const bool is_shown = !is_hidden || is_kept(text_.substr(i, end - i));
    for (; i < end; ++i) bytes_[i].is_hidden = !is_shown;
  }
  // What parts two words is hidden only between two that are.
  for (std::size_t i = 0; i < text_.size(); ++i) {
    if (is_word_byte(text_[i]) || !bytes_[i].is_hidden) continue;
    std::size_t end = i;
    while (end < text_.size() && !is_word_byte(text_[end]) && bytes_[end].is_hidden) ++end;
    const bool is_between =
        i > 0 && bytes_[i - 1].is_hidden && end < text_.size() && bytes_[end].is_hidden;
    if (!is_between) {
      for (std::size_t k = i; k < end; ++k) bytes_[k].is_hidden = false;
    }
    i = end - 1;
  }
}

/// The number of an event, a line and the like, or a count of them.
bool RedactionMask::is_position(std::size_t begin, std::size_t end) const {
  const std::string_view number = text_.substr(begin, end - begin);
  if (!std::all_of(number.begin(), number.end(), is_digit)) return false;
  static constexpr std::array kNouns{
      std::string_view("action"), std::string_view("answer"),  std::string_view("call"),
      std::string_view("event"),  std::string_view("eventid"), std::string_view("id"),
      std::string_view("line"),   std::string_view("number"),  std::string_view("pass"),
      std::string_view("passe"),  std::string_view("taskid"),  std::string_view("time"),
      std::string_view("yield")};
  const auto is_noun = [](std::string_view word) {
    std::string noun = base::to_lower_ascii(word);
    if (noun.size() > 2 && noun.back() == 's' && noun != "pass") noun.pop_back();
    return std::find(kNouns.begin(), kNouns.end(), noun) != kNouns.end();
  };
  if (end + 1 < text_.size() && text_[end] == ' ') {
    std::size_t behind = end + 1;
    while (behind < text_.size() && is_word_byte(text_[behind])) ++behind;
    if (is_noun(text_.substr(end + 1, behind - end - 1))) return true;
  }
  std::size_t before = begin;
  while (before > 0 && (text_[before - 1] == ' ' || text_[before - 1] == ':')) --before;
  if (before == begin) return begin > 0 && text_[begin - 1] == '#';
  const std::size_t word = word_begin(text_, before);
  // "orders.py:14"
  const bool is_line = before + 1 == begin && text_[before] == ':' && word > 0 && word < before &&
                       text_[word - 1] == '.' && !is_digit(text_[word]);
  return is_line || is_noun(text_.substr(word, before - word));
}

/// Whether it is a part of a longer number, as 25 is of 3.25 and 501 of 2,501.
bool RedactionMask::is_piece_of_number(std::size_t begin, std::size_t end) const {
  const auto joins = [this](std::size_t at) {
    return at > 0 && at + 1 < text_.size() && is_digit(text_[at - 1]) && is_digit(text_[at + 1]) &&
           (text_[at] == '.' || text_[at] == ',' || text_[at] == ':');
  };
  return (begin > 0 && joins(begin - 1)) || joins(end);
}

void RedactionMask::hide_whole(const Predicate& is_secret, std::size_t longest,
                               const Predicate& is_kept) {
  const auto is_border = [this](std::size_t at) {
    return at == 0 || at == text_.size() || !is_word_byte(text_[at - 1]) ||
           !is_word_byte(text_[at]);
  };
  for (std::size_t i = 0; i < text_.size();) {
    std::size_t next = i + 1;
    for (std::size_t end = std::min(text_.size(), i + longest); end > i && is_border(i); --end) {
      const std::string_view value = text_.substr(i, end - i);
      const bool is_hit = is_border(end) && is_secret(value);
      if (!is_hit || is_kept(value) || is_position(i, end) || is_piece_of_number(i, end)) continue;
      hide(i, end);
      next = end;
      break;
    }
    i = next;
  }
}

std::string RedactionMask::result() const {
  std::string out;
  for (std::size_t i = 0; i < text_.size();) {
    if (bytes_[i].span != 0) {
      const Span& span = spans_[bytes_[i].span - 1];
      out += span.label;
      while (i < span.end && bytes_[i].span != 0 && &spans_[bytes_[i].span - 1] == &span) ++i;
    } else if (bytes_[i].is_hidden) {
      std::size_t end = i;
      while (end < text_.size() && bytes_[end].is_hidden && bytes_[end].span == 0) ++end;
      out += text_mark(text_.substr(i, end - i));
      i = end;
    } else {
      out += text_[i++];
    }
  }
  return out;
}

}  // namespace core::exporters
