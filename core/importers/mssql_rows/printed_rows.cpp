#include "core/importers/mssql_rows/printed_rows.h"

#include <algorithm>
#include <vector>

#include "core/base/text.h"
#include "core/importers/common/folded_name.h"
#include "core/importers/common/json_cursor.h"
#include "core/importers/common/json_outline.h"
#include "core/importers/shape.h"

namespace core::importers {

namespace {

/// The name that SQL Server gives the one column of FOR JSON.
constexpr std::string_view kColumn = "JSON_F52E2B61-18A1-11d1-B105-00805F49916B";

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::string_view line = text.substr(at, end - at);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.push_back(line);
    at = end + 1;
  }
  return lines;
}

/// "(8 rows affected)" and what stands below it in some tools.
bool is_count(std::string_view line) {
  line = base::trim(line);
  return line.starts_with('(') && line.ends_with("affected)");
}

bool is_dashes(std::string_view line) {
  line = base::trim(line);
  return line.size() > 2 && line.find_first_not_of("- ") == std::string_view::npos;
}

/// A cell of a CSV with one column, without its quotes.
std::string unquoted(std::string_view line) {
  std::string out;
  for (std::size_t i = 1; i + 1 < line.size(); ++i) {
    out.push_back(line[i]);
    if (line[i] == '"' && line[i + 1] == '"') ++i;
  }
  return out;
}

std::string joined(const std::vector<std::string_view>& lines, std::size_t first) {
  std::size_t width = 0;
  for (std::size_t i = first; i < lines.size(); ++i) width = std::max(width, lines[i].size());
  std::string json;
  for (std::size_t i = first; i < lines.size() && !is_count(lines[i]); ++i) {
    std::string_view line = lines[i];
    if (is_dashes(line)) continue;
    if (line.starts_with('"') && line.ends_with('"') && line.size() > 1) {
      json += unquoted(line);
      continue;
    }
    // A full line may end in a blank of the JSON; a shorter one was filled up.
    while (line.size() < width && line.ends_with(' ')) line.remove_suffix(1);
    json += line;
  }
  return json;
}

/// [{"JSON_F52E…": "part"}, …], as database libraries give rows.
std::optional<std::string> joined_rows(std::string_view text) {
  JsonSequence rows(text, text.find('['), JsonSequence::Layout::array);
  JsonSpan row;
  std::string json;
  while (rows.next(row) == JsonSequence::Step::found) {
    const JsonSpan part = find_json_member(row.raw, kColumn);
    StringRepairs repairs;
    if (part.kind != '"') return std::nullopt;
    decode_json_string(part.raw, json, repairs);
  }
  return json;
}

void append_cell(std::string_view cell, std::string& csv) {
  csv += '"';
  for (const char c : cell) {
    csv += c;
    if (c == '"') csv += c;
  }
  csv += '"';
}

}  // namespace

std::optional<std::string> joined_for_json(std::string_view text) {
  constexpr std::size_t kLookedAt = 4096;
  text = without_byte_order_mark(text);
  const std::string_view beginning = base::trim(text.substr(0, kLookedAt));
  const std::size_t column = beginning.find(kColumn);
  const bool is_json = beginning.starts_with('[') || beginning.starts_with('{');
  if (column != std::string_view::npos && is_json) return joined_rows(text);
  // SSMS saves a grid without its header unless told otherwise.
  const bool is_headless = beginning.starts_with("\"[{\"\"") || beginning.starts_with("\"{\"\"");
  if (column == std::string_view::npos && !is_headless) return std::nullopt;
  const std::vector<std::string_view> lines = lines_of(text);
  std::size_t first = 0;
  const auto is_column = [](std::string_view line) {
    return line.find(kColumn) != std::string_view::npos;
  };
  while (!is_headless && first < lines.size() && !is_column(lines[first])) ++first;
  return joined(lines, is_headless ? 0 : first + 1);
}

std::optional<std::string> csv_of_sql_table(std::string_view text) {
  constexpr std::size_t kLookedAt = 1u << 16;  // columns of 256 letters make long headers
  text = without_byte_order_mark(text);
  const std::string_view beginning = text.substr(0, kLookedAt);
  if (beginning.find("\n--") == std::string_view::npos) return std::nullopt;
  if (folded(beginning).find("sequencenumber") == std::string::npos) return std::nullopt;
  const std::vector<std::string_view> lines = lines_of(text);
  const auto dashes = std::find_if(lines.begin(), lines.end(), is_dashes);
  if (dashes == lines.end() || dashes == lines.begin()) return std::nullopt;
  const std::string header = folded(*(dashes - 1));
  if (header.find("sequencenumber") == std::string::npos) return std::nullopt;
  std::vector<std::pair<std::size_t, std::size_t>> columns;  // begin, end
  const std::string_view bar = *dashes;
  for (std::size_t i = 0; i < bar.size(); ++i) {
    if (bar[i] != '-') continue;
    const std::size_t end = std::min(bar.find(' ', i), bar.size());
    columns.emplace_back(i, end);
    i = end;
  }
  if (columns.size() < 3) return std::nullopt;
  std::string csv;
  for (auto line = dashes - 1; line != lines.end() && !is_count(*line); ++line) {
    if (line == dashes || base::trim(*line).empty()) continue;
    for (std::size_t c = 0; c < columns.size(); ++c) {
      const std::size_t from = std::min(columns[c].first, line->size());
      const std::size_t to = c + 1 < columns.size() ? columns[c + 1].first : line->size();
      if (c > 0) csv += ',';
      append_cell(base::trim(line->substr(from, to - from)), csv);
    }
    csv += '\n';
  }
  return csv;
}

}  // namespace core::importers
