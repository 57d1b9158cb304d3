// Storage Explorer writes PartitionKey,RowKey,Timestamp,<Col>,<Col>@type,… with RFC 4180 quoting
// and cells of several lines. Source: SEMANTICS 2c.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/base/csv.h"
#include "core/base/text.h"
#include "core/importers/common/json_cursor.h"
#include "core/importers/shape.h"
#include "core/importers/common/table_rows.h"

namespace core::importers {

using model::Severity;

namespace {

constexpr std::size_t kNoType = static_cast<std::size_t>(-1);

class CsvRows : public TableRows {
 public:
  CsvRows(std::string_view bytes, const std::string& file, RemarkLog& log)
      : bytes_(bytes),
        file_(file),
        log_(log),
        separator_(look_at(bytes).separator),
        reader_(bytes, separator_) {
    reader_.next(header_);
    for (const std::string& column : header_.fields) {
      const auto type = std::find(header_.fields.begin(), header_.fields.end(), column + "@type");
      types_.push_back(type == header_.fields.end()
                           ? kNoType
                           : static_cast<std::size_t>(type - header_.fields.begin()));
    }
    if (std::all_of(types_.begin(), types_.end(), [](std::size_t t) { return t == kNoType; })) {
      log_.add_at(Severity::information, "table.no_type_columns",
                  "The header has no @type columns, so an empty cell may stand for an absent value "
                  "or for an empty text; it is taken as absent.",
                  {file_, header_.byte, header_.line, 0, {}});
    }
    has_pending_ = reader_.next(pending_);
  }

  bool next(TableRow& row) override {
    if (!has_pending_) return false;
    std::swap(record_, pending_);
    has_pending_ = reader_.next(pending_);
    row.place = {record_.byte, has_pending_ ? pending_.byte : bytes_.size(), record_.line,
                 number_++};
    if (is_cut()) return report_cut(row.place), false;
    if (record_.fields.size() != header_.fields.size()) report_width(row.place);
    fill(row);
    return true;
  }

  void read_at(const RowPlace& place, TableRow& row) override {
    base::CsvReader reader(bytes_.substr(place.byte, place.end - place.byte), separator_);
    reader.next(record_);
    row.place = place;
    fill(row);
  }

  base::Location locate(const RowPlace& place) const override {
    return {file_, place.byte, place.line, 0, {}};
  }

 private:
  /// The last row ends before its last column and without a line end: the file was cut there.
  bool is_cut() const {
    return record_.is_cut || (!has_pending_ && record_.fields.size() < header_.fields.size() &&
                              !bytes_.ends_with('\n'));
  }

  void report_cut(const RowPlace& place) {
    log_.add_at(Severity::error, "import.damaged",
                fmt::format("The file ends in the middle of row {}, which begins here: it was cut. "
                            "Read: the {} before it.",
                            place.number, base::count_of(place.number, "row")),
                locate(place));
  }

  void report_width(const RowPlace& place) {
    const bool is_long = record_.fields.size() > header_.fields.size();
    log_.add_at(is_long ? Severity::error : Severity::warning, "table.row_width",
                fmt::format("Row {} has {} where the header has {}; {}.", place.number,
                            base::count_of(record_.fields.size(), "cell"), header_.fields.size(),
                            is_long ? "those beyond the header are left out"
                                    : "the missing ones are taken as empty"),
                locate(place));
  }

  void fill(TableRow& row) {
    row.cells.clear();
    row.was_repaired = false;
    const std::size_t count = std::min(record_.fields.size(), header_.fields.size());
    for (std::size_t i = 0; i < count; ++i) {
      const std::string& column = header_.fields[i];
      if (column.ends_with("@type")) continue;
      std::string& text = record_.fields[i];
      if (text.empty() && !is_empty_text(i)) continue;
      if (!base::is_utf8(text)) {
        text = repair_utf8(text);
        row.was_repaired = true;
      }
      row.cells.push_back({column, '"', text});
    }
  }

  /// An empty cell is an absent value unless its type column says Edm.String.
  bool is_empty_text(std::size_t column) const {
    const std::size_t type = types_[column];
    return type != kNoType && type < record_.fields.size() && record_.fields[type] == "Edm.String";
  }

  std::string_view bytes_;
  const std::string& file_;
  RemarkLog& log_;
  char separator_;
  base::CsvReader reader_;
  base::CsvRecord header_, record_, pending_;
  bool has_pending_ = false;
  std::vector<std::size_t> types_;  // of each column, the index of its type column
  std::size_t number_ = 0;
};

}  // namespace

std::unique_ptr<TableRows> read_csv_rows(std::string_view bytes, const std::string& file,
                                         RemarkLog& log) {
  return std::make_unique<CsvRows>(bytes, file, log);
}

}  // namespace core::importers
