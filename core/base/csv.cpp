#include "core/base/csv.h"

namespace core::base {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// Length of the line end that starts here; 0 when there is none.
std::size_t line_end_length(std::string_view text, std::size_t at) {
  if (text[at] == '\n') return 1;
  if (text[at] != '\r') return 0;
  return at + 1 < text.size() && text[at + 1] == '\n' ? 2 : 1;
}

}  // namespace

bool CsvReader::next(CsvRecord& record) {
  if (at_ == 0 && text_.starts_with(kByteOrderMark)) {
    at_ = kByteOrderMark.size();
  }
  while (at_ < text_.size()) {
    const std::size_t line_end = line_end_length(text_, at_);
    if (line_end == 0) break;
    at_ += line_end;
    ++line_;
  }
  if (at_ >= text_.size()) {
    return false;
  }
  record.byte = at_;
  record.line = line_;
  record.is_cut = false;
  std::size_t count = 0;
  for (bool has_more = true; has_more; ++count) {
    if (count == record.fields.size()) record.fields.emplace_back();
    record.fields[count].clear();
    has_more = read_field(record.fields[count], record.is_cut);
  }
  record.fields.resize(count);
  return true;
}

bool CsvReader::read_field(std::string& field, bool& is_cut) {
  if (at_ < text_.size() && text_[at_] == '"') {
    read_quoted(field, is_cut);
  }
  // After a closing quote RFC 4180 allows only a separator; what stands there all the same is kept.
  const std::size_t begin = at_;
  while (at_ < text_.size() && text_[at_] != separator_ && line_end_length(text_, at_) == 0) ++at_;
  field.append(text_.substr(begin, at_ - begin));
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

void CsvReader::read_quoted(std::string& field, bool& is_cut) {
  for (++at_; at_ < text_.size();) {
    const std::size_t begin = at_;
    while (at_ < text_.size() && text_[at_] != '"') {
      if (text_[at_] == '\n') ++line_;
      ++at_;
    }
    field.append(text_.substr(begin, at_ - begin));
    if (at_ >= text_.size()) break;
    ++at_;
    if (at_ >= text_.size() || text_[at_] != '"') return;
    field += '"';
    ++at_;
  }
  is_cut = true;
}

}  // namespace core::base
