#include "core/importers/app_insights/row_source.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "core/base/json.h"
#include "core/base/json_writer.h"
#include "core/base/text.h"
#include "core/importers/common/folded_name.h"
#include "core/importers/common/json_members.h"
#include "core/importers/common/json_outline.h"
#include "core/importers/common/line_counter.h"
#include "core/importers/common/pace.h"
#include "core/importers/common/table_rows.h"

namespace core::importers {

using model::Severity;

namespace {

/// The column of custom dimensions; Log Analytics calls it Properties.
bool is_dimensions(std::string_view name) {
  const std::string word = folded(name);
  return word == "customdimensions" || word == "properties";
}

/// "timestamp", also with the zone that the portal writes behind it: "timestamp [UTC]".
bool is_time(std::string_view name) {
  const std::string word = folded(name.substr(0, name.find('[')));
  return word == "timestamp" || word == "timegenerated";
}

/// The portal shows times of the person's own zone unless told otherwise.
bool is_local_time(std::string_view name) {
  return is_time(name) && name.find("[Local") != std::string_view::npos;
}

/// What a query has taken out of the dimensions into columns of their own.
bool is_projected(std::string_view name) {
  static constexpr std::array<std::string_view, 13> kNames{
      "instanceid", "functionname", "functiontype",   "state",       "reason",
      "isreplay",   "hubname",      "sequencenumber", "taskeventid", "input",
      "output",     "runtimestatus", "appname"};
  std::string word = folded(name);
  for (const std::string_view prefix : {"customdimensions.", "customdimensions", "prop"}) {
    if (word.starts_with(prefix)) word.erase(0, prefix.size());
  }
  return std::find(kNames.begin(), kNames.end(), word) != kNames.end();
}

/// One row as the answer's columns give it. Columns of their own stand for the dimensions where
/// there are none.
class RowMaker {
 public:
  void put(std::string_view column, char kind, std::string_view text, TrackingRow& row) {
    const Role& role = role_of(column);
    if (role.is_dimensions) row.dimensions = text;
    if (role.is_time) row.time = text;
    if (role.is_local_time) row.is_local = true;
    if (role.name.empty() || kind == 'n') return;
    json_.empty() ? json_ = "{" : json_ += ",";
    base::append_json_string(json_, role.name);
    json_ += ":";
    base::append_json_string(json_, text);
  }
  void finish(TrackingRow& row) {
    if (row.dimensions.empty() && !json_.empty()) row.dimensions = json_ + "}";
    json_.clear();
  }

 private:
  /// What a column is for. All rows have the same few, so each name is taken apart once.
  struct Role {
    bool is_dimensions = false, is_time = false, is_local_time = false;
    std::string name;  // of a dimension with a column of its own
  };
  const Role& role_of(std::string_view column) {
    const auto known = roles_.find(column);
    if (known != roles_.end()) return known->second;
    Role role{is_dimensions(column), is_time(column), is_local_time(column), {}};
    if (is_projected(column)) {
      role.name = folded(column);
      for (const std::string_view prefix : {"customdimensions.", "customdimensions", "prop"}) {
        if (role.name.starts_with(prefix)) role.name.erase(0, prefix.size());
      }
    }
    constexpr std::size_t kMost = 4096;  // names of a file that has other ones in every row
    if (roles_.size() >= kMost) roles_.clear();
    return roles_.emplace(column, std::move(role)).first->second;
  }

  std::map<std::string, Role, std::less<>> roles_;
  std::string json_;
};

bool is_row(const ObjectShape& object) {
  bool has_dimensions = false, has_time = false, has_id = false, has_state = false;
  for (const ObjectShape::Member& member : object.members) {
    const std::string word = folded(member.key);
    has_dimensions = has_dimensions || word == "customdimensions" ||
                     (word == "properties" && member.kind != '[');
    has_time = has_time || is_time(member.key);
    has_id = has_id || word.ends_with("instanceid");
    has_state = has_state || word.ends_with("functiontype");
  }
  return has_time && (has_dimensions || (has_id && has_state));
}

bool has_columns(const Shape& shape) {
  ObjectShape header;
  for (const std::string& column : shape.columns) header.members.push_back({column, '"', {}});
  return is_row(header);
}

/// `tables` of a query's answer: each has `columns` with names and `rows` of bare values.
bool is_table(const ObjectShape& object) {
  return (object.has("columns", '[') && object.has("rows", '[')) ||
         (object.has("Columns", '[') && object.has("Rows", '['));
}

const Shape::ArrayShape* tables_of(const Shape& shape) {
  const Shape::ArrayShape* tables = shape.array("tables");
  return tables != nullptr ? tables : shape.array("Tables");
}

void read_cells(TableRows& rows, std::vector<TrackingRow>& out, Pace& pace) {
  TableRow row;
  RowMaker maker;
  while (rows.next(row)) {
    pace.at(row.place.byte);
    TrackingRow tracking;
    tracking.where = rows.locate(row.place);
    tracking.place = {row.place.byte, row.place.number};
    for (const Cell& cell : row.cells) maker.put(cell.column, cell.kind, cell.text, tracking);
    maker.finish(tracking);
    out.push_back(std::move(tracking));
  }
}

/// One row a line.
void read_lines(std::string_view text, const std::string& file, std::vector<TrackingRow>& out,
                RemarkLog& log, Pace& pace) {
  JsonSequence lines(text, 0, JsonSequence::Layout::lines, &pace);
  JsonSpan line;
  JsonMembers members;
  RowMaker maker;
  JsonSequence::Step step = JsonSequence::Step::end;
  while ((step = lines.next(line)) == JsonSequence::Step::found) {
    pace.at(line.byte);
    if (!members.read(line.raw)) {
      log.add_at(Severity::error, "table.not_a_row",
                 fmt::format("Line {} is no row; it is left out.", lines.count() - 1),
                 {file, line.byte, base::line_and_column(text, line.byte).first, 0, {}});
      continue;
    }
    TrackingRow tracking;
    tracking.place = {line.byte, lines.count() - 1};
    tracking.where = {file, line.byte, 0, 0, "/" + std::to_string(lines.count() - 1)};
    for (const JsonMember& member : members.all()) {
      maker.put(member.key, member.kind, member.text, tracking);
    }
    maker.finish(tracking);
    out.push_back(std::move(tracking));
  }
  if (step != JsonSequence::Step::fault) return;
  const std::size_t byte = lines.fault().byte;
  log.add_at(Severity::error, "import.damaged",
             fmt::format("The file is no JSON here, where {} was expected; what stands behind it "
                         "was not read.",
                         lines.fault().expected),
             {file, byte, base::line_and_column(text, byte).first, 0, {}});
}

class TableAnswer {
 public:
  TableAnswer(std::string_view text, const std::string& file, RemarkLog& log)
      : text_(text), file_(file), log_(log) {}

  void read(std::vector<TrackingRow>& out, Pace& pace) {
    const JsonOutline outline = outline_of(text_, &pace);
    for (const OutlinedValue& value : outline.values) {
      if (value.name != "tables" || value.kind != '[') continue;
      JsonSequence tables(text_, value.byte, JsonSequence::Layout::array);
      JsonSpan table;
      JsonSequence::Step step = JsonSequence::Step::end;
      while ((step = tables.next(table)) == JsonSequence::Step::found) {
        read_table(table.raw, out, pace);
      }
      if (step != JsonSequence::Step::fault) continue;
      // The table is cut somewhere in its rows: those before the cut are read.
      read_table(text_.substr(tables.begin()), out, pace);
      return damage(tables.fault(), value.path);
    }
    if (outline.fault) damage(*outline.fault, "");
  }

 private:
  void damage(const JsonFault& fault, const std::string& path) {
    log_.add_at(Severity::error, "import.damaged",
                fmt::format("The file {} here, where {} was expected; what stands behind it was "
                            "not read.",
                            fault.at_end ? "ends" : "is no JSON", fault.expected),
                {file_, fault.byte, base::line_and_column(text_, fault.byte).first, 0, path});
  }

  void read_table(std::string_view raw, std::vector<TrackingRow>& out, Pace& pace) {
    JsonCursor cursor(raw);
    if (!cursor.open('{')) return;
    std::vector<std::string> columns;
    bool is_first = true;
    std::string_view key;
    while (cursor.next_key(is_first, key) == JsonCursor::Step::found) {
      const auto begin = static_cast<std::size_t>(raw.data() - text_.data()) + cursor.byte();
      if (base::equal_ignoring_case(key, "\"columns\"")) columns = read_columns(begin);
      if (base::equal_ignoring_case(key, "\"rows\"")) read_rows(begin, columns, out, pace);
      JsonSpan value;
      if (!cursor.value(value)) return;
    }
  }

  std::vector<std::string> read_columns(std::size_t begin) {
    std::vector<std::string> columns;
    JsonSequence sequence(text_, begin, JsonSequence::Layout::array);
    JsonSpan value;
    JsonMembers column;
    while (sequence.next(value) == JsonSequence::Step::found) {
      column.read(value.raw);
      const bool has_name = column.find("name") != nullptr;
      columns.emplace_back(column.string_at(has_name ? "name" : "columnname"));
      if (!columns.back().empty()) continue;
      log_.add_at(Severity::error, "table.column_without_name",
                  fmt::format("Column {} of the answer has no name; its values are left out.",
                              columns.size() - 1),
                  {file_, value.byte, lines_.line_of(value.byte), 0, {}});
    }
    return columns;
  }

  void read_rows(std::size_t begin, const std::vector<std::string>& columns,
                 std::vector<TrackingRow>& out, Pace& pace) {
    JsonSequence rows(text_, begin, JsonSequence::Layout::array);
    JsonSpan row;
    RowMaker maker;
    while (rows.next(row) == JsonSequence::Step::found) {
      pace.at(row.byte);
      if (row.kind != '[') {
        log_.add_at(Severity::error, "table.not_a_row",
                    fmt::format("Element {} is no row of a table; it is left out.",
                                rows.count() - 1),
                    {file_, row.byte, lines_.line_of(row.byte), 0, {}});
        continue;
      }
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
        if (repairs.had_lone_surrogate) {
          log_.add_at(Severity::error, "history.text_repaired",
                      fmt::format("Row {} holds half of a surrogate pair; the places are shown as "
                                  "U+FFFD.",
                                  rows.count() - 1),
                      {file_, row.byte, base::line_and_column(text_, row.byte).first, 0, {}});
        }
        maker.put(columns[c], cell.kind, text, tracking);
      }
      maker.finish(tracking);
      out.push_back(std::move(tracking));
    }
  }

  std::string_view text_;
  const std::string& file_;
  RemarkLog& log_;
  LineCounter lines_{text_};
};

}  // namespace

bool has_dimensions(const Shape& shape) {
  const auto has_rows = [](const Shape::ArrayShape& array) {
    return std::any_of(array.elements.begin(), array.elements.end(), is_row);
  };
  const Shape::ArrayShape* tables = tables_of(shape);
  return has_columns(shape) || std::any_of(shape.arrays.begin(), shape.arrays.end(), has_rows) ||
         (shape.kind == ShapeKind::json_lines && is_row(shape.top)) ||
         (tables != nullptr &&
          std::any_of(tables->elements.begin(), tables->elements.end(), is_table));
}

std::vector<TrackingRow> read_tracking_rows(std::string_view text, const std::string& file,
                                            RemarkLog& log, const base::WorkContext& work) {
  const Shape shape = look_at(text);
  std::vector<TrackingRow> rows;
  Pace pace(work, text.size());
  if (shape.kind == ShapeKind::csv) {
    read_cells(*read_csv_rows(text, file, log), rows, pace);
  } else if (shape.kind == ShapeKind::json_lines) {
    read_lines(text, file, rows, log, pace);
  } else if (tables_of(shape) != nullptr) {
    TableAnswer(text, file, log).read(rows, pace);
  } else {
    std::string key;
    for (const Shape::ArrayShape& array : shape.arrays) {
      if (std::any_of(array.elements.begin(), array.elements.end(), is_row)) key = array.key;
    }
    read_cells(*read_json_rows(text, file, key, log), rows, pace);
  }
  return rows;
}

}  // namespace core::importers
