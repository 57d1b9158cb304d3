// Rows as JSON objects: in `value` (OData), in `items` beside `nextMarker` (Azure CLI), or in a
// bare array. Source: SEMANTICS 2c.
#include <fmt/format.h>

#include <algorithm>

#include "core/base/text.h"
#include "core/importers/common/json_cursor.h"
#include "core/importers/common/table_columns.h"
#include "core/importers/common/table_rows.h"

namespace core::importers {

using model::Severity;

namespace {

class JsonRows : public TableRows {
 public:
  JsonRows(std::string_view bytes, const std::string& file, const std::string& key, RemarkLog& log)
      : bytes_(bytes), file_(file), log_(log), cursor_(bytes), key_(key) {
    if (key.empty()) {
      is_open_ = cursor_.open('[');
      return;
    }
    if (cursor_.open('{')) walk_members(true);
  }

  void want_only(std::span<const std::string_view> columns) override {
    wanted_.assign(columns.begin(), columns.end());
  }

  void use_provider_columns() override { has_provider_columns_ = true; }

  bool next(TableRow& row) override {
    while (is_open_) {
      const JsonCursor::Step step = cursor_.next_element(is_first_row_);
      if (step == JsonCursor::Step::end) {
        is_open_ = false;
        if (key_.empty() || walk_members(false)) check_rest();
        break;
      }
      const std::size_t begin = cursor_.byte();
      JsonSpan value;
      if (step == JsonCursor::Step::fault || !cursor_.value(value)) {
        report_damage();
        break;
      }
      row.place = {begin, cursor_.byte(), line_at(begin), number_++};
      if (value.kind == '{' && fill(value.raw, wanted_, row)) return true;
      log_.add_at(Severity::error, "table.not_a_row",
                  fmt::format("Element {} is no row of a table; it is left out.", row.place.number),
                  locate(row.place));
    }
    return false;
  }

  void read_at(const RowPlace& place, TableRow& row) override {
    row.place = place;
    fill(bytes_.substr(place.byte, place.end - place.byte), {}, row);
  }

  base::Location locate(const RowPlace& place) const override {
    return {file_, place.byte, place.line, 0,
            (key_.empty() ? "" : "/" + key_) + "/" + std::to_string(place.number)};
  }

 private:
  /// Goes through the members before the rows, or after them; there may be a sign of more pages.
  /// False when the object does not end, or not yet.
  bool walk_members(bool is_before) {
    std::string_view raw_key;
    JsonCursor::Step step = JsonCursor::Step::end;
    while ((step = cursor_.next_key(is_first_member_, raw_key)) == JsonCursor::Step::found) {
      const std::string_view key = raw_key.substr(1, raw_key.size() - 2);
      if (is_before && key == key_ && cursor_.peek_kind() == '[') {
        is_open_ = cursor_.open('[');
        return false;
      }
      JsonSpan value;
      if (!cursor_.value(value)) return report_damage(), false;
      const bool is_marker = key == "nextMarker" || key.ends_with("nextLink");
      if (is_marker && value.kind != 'n' && value.raw != "{}" && value.raw != "\"\"") {
        const std::uint64_t byte = value.byte;
        log_.add_at(Severity::warning, "table.more_pages",
                    fmt::format("`{}` says that the table had more rows than this export holds; "
                                "export all pages.",
                                base::printable(base::shorten(key, 60))),
                    {file_, byte, line_at(byte), 0, "/" + std::string(key)});
      }
    }
    if (step == JsonCursor::Step::fault) report_damage();
    return step == JsonCursor::Step::end;
  }

  void check_rest() {
    cursor_.skip_space();
    if (cursor_.at_end()) return;
    log_.add_at(Severity::error, "import.trailing_content",
                "There is something behind the table's last bracket; it is not read.",
                {file_, cursor_.byte(), line_at(cursor_.byte()), 0, {}});
  }

  void report_damage() {
    is_open_ = false;
    const JsonFault& fault = cursor_.fault();
    const std::string read = base::count_of(number_, "row");
    log_.add_at(
        Severity::error, "import.damaged",
        fault.at_end
            ? fmt::format("The file ends in the middle of the table, where {} was expected: it was "
                          "cut there. Read: {}.",
                          fault.expected, read)
            : fmt::format("The table is no JSON from here on: {} was expected. Read: {}; nothing "
                          "behind it was.",
                          fault.expected, read),
        {file_, fault.byte, line_at(fault.byte), 0, {}});
  }

  std::uint32_t line_at(std::uint64_t byte) {
    byte = std::min<std::uint64_t>(byte, bytes_.size());
    if (byte > counted_to_) {
      const std::string_view between = bytes_.substr(counted_to_, byte - counted_to_);
      line_ += static_cast<std::uint32_t>(std::count(between.begin(), between.end(), '\n'));
      counted_to_ = byte;
    }
    return line_;
  }

  /// False when `object` is not well-formed inside. No wanted columns: all of them.
  bool fill(std::string_view object, std::span<const std::string> wanted, TableRow& row) {
    row.cells.clear();
    decoded_.clear();
    decoded_.reserve(3 * object.size());  // so that views into it stay: a bad byte becomes three
    StringRepairs repairs;
    JsonCursor cursor(object);
    bool is_first = true;
    std::string_view raw_key;
    JsonCursor::Step step = JsonCursor::Step::fault;
    if (!cursor.open('{')) return false;
    while ((step = cursor.next_key(is_first, raw_key)) == JsonCursor::Step::found) {
      JsonSpan value;
      if (!cursor.value(value)) return false;
      std::string_view column = raw_key.substr(1, raw_key.size() - 2);
      // Every column of the provider begins with a capital letter or '_'.
      const bool is_foreign = !column.empty() && (column[0] < 'A' || column[0] > '_');
      if (has_provider_columns_ && is_foreign) column = provider_column(column);
      if (!wanted.empty() && std::find(wanted.begin(), wanted.end(), column) == wanted.end()) {
        continue;
      }
      if (value.kind == '{') {
        // The CLI writes Int64 as {"edm_type": …, "value": …}.
        const JsonSpan inner = find_json_member(value.raw, "value");
        if (find_json_member(value.raw, "edm_type").kind == '"') value = inner;
      }
      if (value.kind == 'n' || value.kind == '?' || is_annotation(column)) continue;
      row.cells.push_back(
          {column, value.kind,
           value.kind == '"' ? decode_json_string(value.raw, decoded_, repairs) : value.raw});
    }
    row.was_repaired = repairs.had_invalid_utf8 || repairs.had_lone_surrogate;
    return step == JsonCursor::Step::end;
  }

  static bool is_annotation(std::string_view column) {
    return column.ends_with("@odata.type") || column.ends_with("@type") ||
           column.starts_with("odata.");
  }

  std::string_view bytes_;
  const std::string& file_;
  RemarkLog& log_;
  JsonCursor cursor_;
  std::string key_;
  std::vector<std::string> wanted_;
  bool has_provider_columns_ = false;
  bool is_open_ = false;
  bool is_first_member_ = true;
  bool is_first_row_ = true;
  std::size_t number_ = 0;
  std::uint64_t counted_to_ = 0;
  std::uint32_t line_ = 1;
  std::string decoded_;
};

}  // namespace

std::unique_ptr<TableRows> read_json_rows(std::string_view bytes, const std::string& file,
                                          const std::string& key, RemarkLog& log) {
  return std::make_unique<JsonRows>(bytes, file, key, log);
}

}  // namespace core::importers
