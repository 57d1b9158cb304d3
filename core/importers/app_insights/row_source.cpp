#include "core/importers/app_insights/row_source.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/base/format_error.h"
#include "core/base/json.h"
#include "core/base/text.h"
#include "core/importers/common/json_members.h"
#include "core/importers/common/json_outline.h"
#include "core/importers/common/single_import.h"
#include "core/importers/common/table_rows.h"

namespace core::importers {

using model::Severity;

namespace {

bool is_dimensions(std::string_view name) {
  return base::equal_ignoring_case(name, "customDimensions");
}

bool is_time(std::string_view name) {
  return base::equal_ignoring_case(name, "timestamp") ||
         base::equal_ignoring_case(name, "timestamp [UTC]") ||
         base::equal_ignoring_case(name, "TimeGenerated");
}

bool is_row(const ObjectShape& object) {
  return std::any_of(object.members.begin(), object.members.end(),
                     [](const auto& member) { return is_dimensions(member.key); });
}

/// `tables` of a query's answer: each has `columns` with names and `rows` of bare values.
bool is_table(const ObjectShape& object) {
  return object.has("columns", '[') && object.has("rows", '[');
}

void read_cells(TableRows& rows, std::vector<TrackingRow>& out, const base::WorkContext& work) {
  TableRow row;
  while (rows.next(row)) {
    if (work.stop.stop_requested()) throw base::FormatError(cancelled_error());
    TrackingRow tracking;
    tracking.where = rows.locate(row.place);
    tracking.place = {row.place.byte, row.place.number};
    for (const Cell& cell : row.cells) {
      if (is_dimensions(cell.column)) tracking.dimensions = cell.text;
      if (is_time(cell.column)) tracking.time = cell.text;
    }
    out.push_back(std::move(tracking));
  }
}

class TableAnswer {
 public:
  TableAnswer(std::string_view text, const std::string& file, RemarkLog& log)
      : text_(text), file_(file), log_(log) {}

  void read(std::vector<TrackingRow>& out, const base::WorkContext& work) {
    for (const OutlinedValue& value : outline_of(text_).values) {
      if (value.name != "tables" || value.kind != '[') continue;
      JsonSequence tables(text_, value.byte, JsonSequence::Layout::array);
      JsonSpan table;
      JsonSequence::Step step = JsonSequence::Step::end;
      while ((step = tables.next(table)) == JsonSequence::Step::found) {
        read_table(table.raw, out, work);
      }
      if (step != JsonSequence::Step::fault) continue;
      // The table is cut somewhere in its rows: those before the cut are read.
      read_table(text_.substr(tables.begin()), out, work);
      const JsonFault& fault = tables.fault();
      log_.add_at(
          Severity::error, "import.damaged",
          fmt::format("The file {} here, where {} was expected; what stands behind it was "
                      "not read.",
                      fault.at_end ? "ends" : "is no JSON", fault.expected),
          {file_, fault.byte, base::line_and_column(text_, fault.byte).first, 0, value.path});
    }
  }

 private:
  void read_table(std::string_view raw, std::vector<TrackingRow>& out,
                  const base::WorkContext& work) {
    JsonCursor cursor(raw);
    if (!cursor.open('{')) return;
    std::vector<std::string> columns;
    bool is_first = true;
    std::string_view key;
    while (cursor.next_key(is_first, key) == JsonCursor::Step::found) {
      const auto begin = static_cast<std::size_t>(raw.data() - text_.data()) + cursor.byte();
      if (key == "\"columns\"") columns = read_columns(begin);
      if (key == "\"rows\"") read_rows(begin, columns, out, work);
      JsonSpan value;
      if (!cursor.value(value)) return;
    }
  }

  std::vector<std::string> read_columns(std::size_t begin) const {
    std::vector<std::string> columns;
    JsonSequence sequence(text_, begin, JsonSequence::Layout::array);
    JsonSpan value;
    JsonMembers column;
    while (sequence.next(value) == JsonSequence::Step::found) {
      column.read(value.raw);
      columns.emplace_back(column.string_at("name"));
    }
    return columns;
  }

  void read_rows(std::size_t begin, const std::vector<std::string>& columns,
                 std::vector<TrackingRow>& out, const base::WorkContext& work) {
    JsonSequence rows(text_, begin, JsonSequence::Layout::array);
    JsonSpan row;
    while (rows.next(row) == JsonSequence::Step::found) {
      if (work.stop.stop_requested()) throw base::FormatError(cancelled_error());
      TrackingRow tracking;
      tracking.place = {row.byte, rows.count() - 1};
      tracking.where = {file_, row.byte, 0, 0, "/tables/rows/" + std::to_string(rows.count() - 1)};
      JsonSequence cells(text_, row.byte, JsonSequence::Layout::array);
      JsonSpan cell;
      for (std::size_t c = 0; cells.next(cell) == JsonSequence::Step::found; ++c) {
        if (c >= columns.size()) break;
        std::string text(cell.raw);
        StringRepairs repairs;
        if (cell.kind == '"') {
          text.clear();
          decode_json_string(cell.raw, text, repairs);
        }
        if (is_dimensions(columns[c])) tracking.dimensions = text;
        if (is_time(columns[c])) tracking.time = text;
      }
      out.push_back(std::move(tracking));
    }
  }

  std::string_view text_;
  const std::string& file_;
  RemarkLog& log_;
};

}  // namespace

bool has_dimensions(const Shape& shape) {
  const bool is_csv = std::any_of(shape.columns.begin(), shape.columns.end(), is_dimensions);
  return is_csv || shape.array_with(is_row) != nullptr ||
         (shape.array("tables") != nullptr && shape.array_with(is_table) != nullptr);
}

std::vector<TrackingRow> read_tracking_rows(std::string_view text, const std::string& file,
                                            RemarkLog& log, const base::WorkContext& work) {
  const Shape shape = look_at(text);
  std::vector<TrackingRow> rows;
  if (shape.kind == ShapeKind::csv) {
    read_cells(*read_csv_rows(text, file, log), rows, work);
  } else if (const Shape::ArrayShape* tables = shape.array("tables"); tables != nullptr) {
    TableAnswer(text, file, log).read(rows, work);
  } else {
    std::string key;
    for (const Shape::ArrayShape& array : shape.arrays) {
      if (std::any_of(array.elements.begin(), array.elements.end(), is_row)) key = array.key;
    }
    read_cells(*read_json_rows(text, file, key, log), rows, work);
  }
  return rows;
}

}  // namespace core::importers
