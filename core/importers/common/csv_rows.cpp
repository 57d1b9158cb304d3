// Storage Explorer writes PartitionKey,RowKey,Timestamp,<Col>,<Col>@type,… with RFC 4180 quoting
// and cells of several lines. Source: SEMANTICS 2c.
#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "core/base/csv.h"
#include "core/base/text.h"
#include "core/importers/common/json_cursor.h"
#include "core/importers/common/table_columns.h"
#include "core/importers/common/table_rows.h"
#include "core/importers/shape.h"

namespace core::importers {

using model::Severity;

namespace {

constexpr std::size_t kNoType = static_cast<std::size_t>(-1);

/// A column of the header that holds values.
struct Column {
  std::string name;
  std::size_t index = 0;
  std::size_t type_index = kNoType;  // of its @type column
};

class CsvRows : public TableRows {
 public:
  CsvRows(std::string_view bytes, const std::string& file, RemarkLog& log)
      : bytes_(bytes),
        file_(file),
        log_(log),
        separator_(look_at(bytes).separator),
        reader_(bytes, separator_) {
    if (!reader_.next(record_)) return;
    read_header();
    wanted_ = columns_;
    const auto has_type = [](const Column& column) { return column.type_index != kNoType; };
    if (std::none_of(columns_.begin(), columns_.end(), has_type)) {
      log_.add_at(Severity::information, "table.no_type_columns",
                  "The header has no @type columns, so an empty cell may stand for an absent value "
                  "or for an empty text; it is taken as absent.",
                  {file_, record_.byte, record_.line, 0, {}});
    }
  }

  void want_only(std::span<const std::string_view> columns) override {
    std::erase_if(wanted_, [&](const Column& column) {
      return std::find(columns.begin(), columns.end(), column.name) == columns.end();
    });
  }

  void use_provider_columns() override {
    for (Column& column : columns_) column.name = provider_column(column.name);
    wanted_ = columns_;
  }

  bool next(TableRow& row) override {
    if (!reader_.next(record_)) return false;
    row.place = {record_.byte, record_.end, record_.line, number_++};
    if (is_cut()) return report_cut(row.place), false;
    if (record_.fields.size() != width_) report_width(row.place);
    fill(wanted_, bytes_.substr(record_.byte, record_.end - record_.byte), row);
    return true;
  }

  void read_at(const RowPlace& place, TableRow& row) override {
    const std::string_view raw = bytes_.substr(place.byte, place.end - place.byte);
    base::CsvReader reader(raw, separator_);
    reader.next(record_);
    row.place = place;
    fill(columns_, raw, row);
  }

  base::Location locate(const RowPlace& place) const override {
    return {file_, place.byte, place.line, 0, {}};
  }

 private:
  void read_header() {
    std::vector<std::string> names;
    for (const base::CsvField& field : record_.fields) names.push_back(base::csv_content(field));
    width_ = names.size();
    std::unordered_map<std::string_view, std::size_t> types;
    for (std::size_t i = 0; i < width_; ++i) {
      if (names[i].ends_with("@type")) types.emplace(names[i], i);
    }
    for (std::size_t i = 0; i < width_; ++i) {
      if (names[i].ends_with("@type")) continue;
      const auto type = types.find(names[i] + "@type");
      columns_.push_back({names[i], i, type == types.end() ? kNoType : type->second});
    }
  }

  /// The last row ends before its last column and without a line end: the file was cut there.
  bool is_cut() const {
    return record_.is_cut ||
           (reader_.at_end() && record_.fields.size() < width_ && !bytes_.ends_with('\n'));
  }

  void report_cut(const RowPlace& place) {
    log_.add_at(Severity::error, "import.damaged",
                fmt::format("The file ends in the middle of row {}, which begins here: it was cut. "
                            "Read: the {} before it.",
                            place.number, base::count_of(place.number, "row")),
                locate(place));
  }

  void report_width(const RowPlace& place) {
    const bool is_long = record_.fields.size() > width_;
    log_.add_at(is_long ? Severity::error : Severity::warning, "table.row_width",
                fmt::format("Row {} has {} where the header has {}; {}.", place.number,
                            base::count_of(record_.fields.size(), "cell"), width_,
                            is_long ? "those beyond the header are left out"
                                    : "the missing ones are taken as empty"),
                locate(place));
  }

  void fill(const std::vector<Column>& columns, std::string_view raw, TableRow& row) {
    row.cells.clear();
    row.was_repaired = false;
    // One look at the whole row: cells are looked at one by one only where something is wrong.
    const bool is_text = simdjson::validate_utf8(raw.data(), raw.size());
    decoded_.clear();
    decoded_.reserve(is_text ? raw.size() : 4 * raw.size());  // so that views into it stay
    for (const Column& column : columns) {
      if (column.index >= record_.fields.size()) continue;
      const base::CsvField& field = record_.fields[column.index];
      std::string_view text = field.text;
      if (field.is_escaped) {
        const std::size_t begin = decoded_.size();
        base::append_csv_content(field, decoded_);
        text = std::string_view(decoded_).substr(begin);
      }
      if (text.empty() && !is_empty_text(column)) continue;
      if (!is_text && !base::is_utf8(text)) {
        const std::size_t begin = decoded_.size();
        decoded_ += repair_utf8(text);  // a bad byte becomes three
        text = std::string_view(decoded_).substr(begin);
        row.was_repaired = true;
      }
      row.cells.push_back({column.name, '"', text});
    }
  }

  /// An empty cell is an absent value unless its type column says Edm.String.
  bool is_empty_text(const Column& column) const {
    return column.type_index < record_.fields.size() &&
           record_.fields[column.type_index].text == "Edm.String";
  }

  std::string_view bytes_;
  const std::string& file_;
  RemarkLog& log_;
  char separator_;
  base::CsvReader reader_;
  base::CsvRecord record_;
  std::vector<Column> columns_;
  std::vector<Column> wanted_;
  std::size_t width_ = 0;  // of the header
  std::size_t number_ = 0;
  std::string decoded_;
};

}  // namespace

std::unique_ptr<TableRows> read_csv_rows(std::string_view bytes, const std::string& file,
                                         RemarkLog& log) {
  return std::make_unique<CsvRows>(bytes, file, log);
}

}  // namespace core::importers
