#include "tests/core/importers/damage/sample_text.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <ostream>

#include "core/base/file.h"
#include "core/importers/common/json_cursor.h"

namespace core::importers {

namespace fs = std::filesystem;

namespace {

constexpr std::array<std::string_view, 10> kListNames = {
    "history", "historyEvents", "events", "Events",     "value",
    "items",   "rows",          "Items",  "pastEvents", "newEvents"};

/// Walks a JSON text that is known to be good.
class JsonWalk {
 public:
  explicit JsonWalk(SampleText& sample) : sample_(sample), cursor_(sample.text) {}

  /// False when the text is not JSON throughout.
  bool run() {
    std::size_t documents = 0;
    while (cursor_.skip_space(), is_good_ && !cursor_.at_end()) {
      if (cursor_.peek_kind() != '{' && cursor_.peek_kind() != '[') return false;
      const TextPart row{cursor_.byte(), 0};
      const std::size_t first_row = sample_.rows.size();
      value("", kNoRow);
      if (sample_.rows.size() == first_row) lone_.push_back({{row.begin, cursor_.byte()}, 0});
      ++documents;
    }
    sample_.layout = documents > 1 ? SampleText::Layout::lines : SampleText::Layout::json;
    if (documents > 1 && sample_.rows.empty()) sample_.rows = lone_;
    return is_good_ && documents > 0;
  }

 private:
  std::size_t value(std::string_view name, std::size_t row) {
    const char kind = cursor_.peek_kind();
    const std::size_t at = sample_.values.size();
    sample_.values.push_back({{cursor_.byte(), 0}, kind, {}, row, 0});
    if (kind == '{') {
      object(row);
    } else if (kind == '[') {
      array(name, row);
    } else {
      JsonSpan span;
      is_good_ = cursor_.value(span) && is_good_;
    }
    sample_.values[at].part.end = cursor_.byte();
    return at;
  }

  void object(std::size_t row) {
    cursor_.open('{');
    bool is_first = true;
    std::string_view key;
    std::vector<std::pair<std::size_t, std::size_t>> members;  // value and where its name begins
    JsonCursor::Step step = JsonCursor::Step::end;
    while ((step = cursor_.next_key(is_first, key)) == JsonCursor::Step::found) {
      const auto begin = static_cast<std::size_t>(key.data() - sample_.text.data());
      members.emplace_back(value(key.substr(1, key.size() - 2), row), begin);
      if (!is_good_) return;
    }
    is_good_ = is_good_ && step == JsonCursor::Step::end;
    for (std::size_t i = 0; i < members.size(); ++i) {
      SampleValue& one = sample_.values[members[i].first];
      one.member = {members[i].second, one.part.end};
      if (i + 1 < members.size()) {
        one.member.end = members[i + 1].second;
      } else if (i > 0) {
        one.member.begin = sample_.values[members[i - 1].first].part.end;
      }
    }
  }

  void array(std::string_view name, std::size_t row) {
    const bool is_list =
        row == kNoRow && (name.empty() || std::find(kListNames.begin(), kListNames.end(), name) !=
                                              kListNames.end());
    cursor_.open('[');
    bool is_first = true;
    const std::size_t list = is_list ? lists_++ : 0;
    JsonCursor::Step step = JsonCursor::Step::end;
    while ((step = cursor_.next_element(is_first)) == JsonCursor::Step::found) {
      const bool is_row = is_list && (cursor_.peek_kind() == '{' || cursor_.peek_kind() == '[');
      const std::size_t number = sample_.rows.size();
      if (is_row) sample_.rows.push_back({{cursor_.byte(), 0}, list});
      value("-", is_row ? number : row);
      if (is_row) sample_.rows[number].part.end = cursor_.byte();
      if (!is_good_) return;
    }
    is_good_ = is_good_ && step == JsonCursor::Step::end;
  }

  SampleText& sample_;
  JsonCursor cursor_;
  std::vector<SampleRow> lone_;
  std::size_t lists_ = 0;
  bool is_good_ = true;
};

/// RFC 4180, the header row included in `values` as row kNoRow.
void walk_csv(SampleText& sample) {
  sample.layout = SampleText::Layout::csv;
  const std::string_view header = std::string_view(sample.text).substr(0, sample.text.find('\n'));
  for (const char c : {';', '\t'}) {
    if (std::count(header.begin(), header.end(), c) > std::count(header.begin(), header.end(), ',')) {
      sample.separator = c;
    }
  }
  std::size_t line = 0, column = 0, begin = 0, row_begin = 0;
  bool is_quoted = false;
  const auto end_cell = [&](std::size_t at) {
    std::size_t end = at;
    if (end > begin && sample.text[end - 1] == '\r') --end;
    sample.values.push_back({{begin, end}, '"', {}, line == 0 ? kNoRow : line - 1, column++});
    begin = at + 1;
  };
  const auto end_row = [&](std::size_t at) {
    end_cell(at);
    if (line > 0) sample.rows.push_back({{row_begin, at}, 0});
    ++line;
    column = 0;
    row_begin = at + 1;
  };
  for (std::size_t at = 0; at < sample.text.size(); ++at) {
    const char c = sample.text[at];
    if (c == '"') is_quoted = !is_quoted;
    if (is_quoted) continue;
    if (c == sample.separator) end_cell(at);
    if (c == '\n') end_row(at);
  }
  if (row_begin < sample.text.size()) end_row(sample.text.size());
}

fs::path input_of(const fs::path& folder) {
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().stem() == "input") return entry.path();
  }
  return folder / "history.json";
}

}  // namespace

std::string SampleText::with(const TextPart& part, std::string_view instead) const {
  std::string changed;
  changed.reserve(text.size() + instead.size());
  changed.append(text, 0, part.begin).append(instead).append(text, part.end, std::string::npos);
  return changed;
}

void PrintTo(const SampleText& sample, std::ostream* out) { *out << sample.name; }

SampleText look_into(std::string name, std::string file, std::string text) {
  SampleText sample;
  sample.name = std::move(name);
  sample.file = std::move(file);
  sample.text = std::move(text);
  if (JsonWalk(sample).run()) return sample;
  sample.layout = SampleText::Layout::bytes;
  sample.values.clear();
  sample.rows.clear();
  if (sample.file.ends_with(".csv") && sample.text.find('\0') == std::string::npos) {
    walk_csv(sample);
  }
  return sample;
}

std::vector<SampleText> all_samples() {
  std::vector<SampleText> samples;
  const fs::path root(YIELDSCOPE_SOURCE_DIR);
  for (const char* part : {"tests/cases/importers", "traces"}) {
    for (const auto& entry : fs::directory_iterator(root / part)) {
      if (!entry.is_directory()) continue;
      const fs::path input = input_of(entry.path());
      auto bytes = base::read_file(input);
      if (!bytes) continue;  // a sample without a history
      samples.push_back(look_into(entry.path().filename().string(), input.filename().string(),
                                  std::move(bytes).value()));
    }
  }
  std::sort(samples.begin(), samples.end(),
            [](const SampleText& a, const SampleText& b) { return a.name < b.name; });
  return samples;
}

}  // namespace core::importers
