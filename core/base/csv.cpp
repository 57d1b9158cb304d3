#include "core/base/csv.h"

#include <bit>
#include <cstring>

namespace core::base {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// Length of the line end that starts here; 0 when there is none.
std::size_t line_end_length(std::string_view text, std::size_t at) {
  if (text[at] == '\n') return 1;
  if (text[at] != '\r') return 0;
  return at + 1 < text.size() && text[at + 1] == '\n' ? 2 : 1;
}

/// Eight bytes at once; the first one in the lowest bits.
std::uint64_t eight_bytes(const char* bytes) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, sizeof(word));
  if constexpr (std::endian::native == std::endian::big) word = __builtin_bswap64(word);
  return word;
}

constexpr std::uint64_t repeated(char c) {
  return 0x0101010101010101ULL * static_cast<unsigned char>(c);
}

/// The highest bit of every byte of `word` that equals the one repeated in `pattern`.
std::uint64_t equal_bytes(std::uint64_t word, std::uint64_t pattern) {
  constexpr std::uint64_t kLow = 0x7F7F7F7F7F7F7F7FULL;
  const std::uint64_t difference = word ^ pattern;
  return ~(((difference & kLow) + kLow) | difference | kLow);
}

}  // namespace

void append_csv_content(const CsvField& field, std::string& out) {
  if (!field.is_escaped) {
    out.append(field.text);
    return;
  }
  std::string_view rest = field.text.substr(1);
  for (;;) {
    const std::size_t quote = rest.find('"');
    out.append(rest.substr(0, quote));
    if (quote == std::string_view::npos) return;  // never closed
    rest.remove_prefix(quote + 1);
    if (!rest.starts_with('"')) break;
    out += '"';
    rest.remove_prefix(1);
  }
  out.append(rest);
}

std::string csv_content(const CsvField& field) {
  std::string content;
  append_csv_content(field, content);
  return content;
}

CsvReader::CsvReader(std::string_view text, char separator) : text_(text), separator_(separator) {
  if (text_.starts_with(kByteOrderMark)) at_ = kByteOrderMark.size();
  skip_blank_lines();
}

void CsvReader::skip_blank_lines() {
  while (at_ < text_.size()) {
    const std::size_t line_end = line_end_length(text_, at_);
    if (line_end == 0) break;
    at_ += line_end;
    ++line_;
  }
}

bool CsvReader::next(CsvRecord& record) {
  if (at_end()) {
    return false;
  }
  record.byte = at_;
  record.line = line_;
  record.is_cut = false;
  std::size_t count = 0;
  for (bool has_more = true; has_more; ++count) {
    if (count == record.fields.size()) record.fields.emplace_back();
    has_more = read_field(record.fields[count], record.is_cut);
  }
  record.fields.resize(count);
  skip_blank_lines();
  record.end = at_;
  return true;
}

/// The separator or line end at or behind `at`.
std::size_t CsvReader::find_field_end(std::size_t at) const {
  const std::uint64_t separators = repeated(separator_);
  for (; at + 8 <= text_.size(); at += 8) {
    const std::uint64_t word = eight_bytes(text_.data() + at);
    const std::uint64_t found = equal_bytes(word, separators) | equal_bytes(word, repeated('\n')) |
                                equal_bytes(word, repeated('\r'));
    if (found != 0) return at + static_cast<std::size_t>(std::countr_zero(found)) / 8;
  }
  while (at < text_.size() && text_[at] != separator_ && line_end_length(text_, at) == 0) ++at;
  return at;
}

bool CsvReader::read_field(CsvField& field, bool& is_cut) {
  const std::size_t begin = at_;
  if (at_ < text_.size() && text_[at_] == separator_) {  // empty, as most fields of a table are
    field = {text_.substr(begin, 0), false};
    ++at_;
    return true;
  }
  const bool is_quoted = at_ < text_.size() && text_[at_] == '"';
  if (is_quoted) read_quoted(field, is_cut);
  // After a closing quote RFC 4180 allows only a separator; what stands there all the same is kept.
  const std::size_t behind_quotes = at_;
  at_ = find_field_end(at_);
  if (!is_quoted || at_ > behind_quotes) field = {text_.substr(begin, at_ - begin), is_quoted};
  if (at_ >= text_.size()) {
    return false;
  }
  if (text_[at_] == separator_) {
    ++at_;
    return true;
  }
  at_ += line_end_length(text_, at_);
  ++line_;
  return false;
}

void CsvReader::read_quoted(CsvField& field, bool& is_cut) {
  const std::size_t begin = at_++;
  field.is_escaped = false;
  while (at_ < text_.size()) {
    while (at_ + 8 <= text_.size()) {
      const std::uint64_t word = eight_bytes(text_.data() + at_);
      const std::uint64_t found =
          equal_bytes(word, repeated('"')) | equal_bytes(word, repeated('\n'));
      at_ += found == 0 ? 8 : static_cast<std::size_t>(std::countr_zero(found)) / 8;
      if (found != 0) break;
    }
    while (at_ < text_.size() && text_[at_] != '"' && text_[at_] != '\n') ++at_;
    if (at_ >= text_.size()) break;
    if (text_[at_] == '\n') {
      ++line_;
      ++at_;
      continue;
    }
    ++at_;
    if (at_ >= text_.size() || text_[at_] != '"') {
      const std::size_t skipped = field.is_escaped ? 0 : 1;  // the quotes around it
      field.text = text_.substr(begin + skipped, at_ - begin - 2 * skipped);
      return;
    }
    field.is_escaped = true;
    ++at_;
  }
  field.text = text_.substr(begin);
  field.is_escaped = true;
  is_cut = true;
}

}  // namespace core::base
