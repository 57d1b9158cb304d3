#include "core/importers/dapr_cli/importer.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/base/text.h"
#include "core/importers/common/history_reading.h"
#include "core/importers/common/pace.h"
#include "core/importers/common/single_import.h"
#include "core/importers/dapr_cli/flat_yaml.h"
#include "core/importers/dapr_cli/printed_row.h"

namespace core::importers {

using model::Severity;

namespace {

bool has_column(const Shape& shape, std::string_view name) {
  return std::any_of(shape.columns.begin(), shape.columns.end(), [&](const std::string& column) {
    return base::equal_ignoring_case(column, name);
  });
}

/// `type` and `elapsed` are words of many reports; the kinds of events are this one's.
bool is_row(const ObjectShape& object) {
  const ObjectShape::Member* type = object.find("type");
  return type != nullptr && object.find("elapsed") != nullptr && is_printed_kind(type->text);
}

/// `-o yaml`: a list of objects with single values.
bool is_yaml(const Shape& shape) {
  const bool has_words = shape.beginning.find("type: ") != std::string::npos &&
                         shape.beginning.find("elapsed: ") != std::string::npos;
  const bool is_list = shape.beginning.starts_with("- ") || shape.beginning.starts_with("---\n- ");
  return (shape.kind == ShapeKind::text || shape.kind == ShapeKind::csv) && is_list && has_words;
}

bool is_aligned_table(const Shape& shape) {
  const bool is_text = shape.kind == ShapeKind::text || shape.kind == ShapeKind::csv;
  return is_text && shape.beginning.find("TYPE ") != std::string::npos &&
         shape.beginning.find(" ELAPSED") != std::string::npos;
}

std::string times_sentence(const PrintedRows& printed) {
  const bool is_one = printed.without_time() == 1;
  return fmt::format("{} {} no time of {} own: {}.", base::count_of(printed.without_time(), "row"),
                     is_one ? "has" : "have", is_one ? "its" : "their",
                     printed.begins_without_time()
                         ? "the first row stands at the beginning of 1970, and the others by what "
                           "had elapsed since the row before"
                         : "times are the row before's with what had elapsed since");
}

base::Result<std::unique_ptr<Import>> read_printed(std::string_view text, const std::string& file,
                                                   bool is_json, const std::string& key,
                                                   const base::WorkContext& work) {
  model::Report file_report;
  RemarkLog log(file_report);
  const auto rows = is_json ? read_json_rows(text, file, key, log) : read_csv_rows(text, file, log);
  TableRow row;
  PrintedRows printed;
  Timeline timeline("What the Dapr CLI prints for reading: values are cut, times rounded.",
                    [&](const EventPlace&) { return rows->locate(row.place); });
  Pace pace(work, text.size());
  while (rows->next(row)) {
    pace.at(row.place.byte);
    TimelineEvent event = printed.read(row);
    if (event.own_type.empty()) {
      log.add_at(Severity::error, "table.not_an_event",
                 fmt::format("Row {} has no type; it is left out.", row.place.number),
                 rows->locate(row.place));
      continue;
    }
    for (const auto& [column, value] : printed.unread()) {
      log.add_at(Severity::warning, "table.value_not_read",
                 fmt::format("{} of row {} is {}, which is no {}; the row is read without it.",
                             column, row.place.number, base::printable(base::shorten(value, 60)),
                             column == "elapsed" ? "duration" : "number"),
                 rows->locate(row.place));
    }
    timeline.add(event);
  }
  log.finish();
  std::erase_if(file_report.remarks, [](const model::Remark& remark) {
    return remark.code == "table.no_type_columns";  // no such table has them
  });
  if (timeline.size() == 0) return no_event_error(file_report, file);
  for (model::Remark& remark : file_report.remarks) {
    timeline.report().remarks.push_back(std::move(remark));
  }
  if (printed.without_time() > 0) {
    timeline.remarks().add_at(Severity::warning, "history.times_reconstructed",
                              times_sentence(printed), {file, std::nullopt, 0, 0, {}});
  }
  Loaded loaded = timeline.finish({file, std::nullopt, 0, 0, {}});
  return std::unique_ptr<Import>(std::make_unique<SingleImport>(
      std::move(loaded.history), std::move(loaded.report), text.size()));
}

}  // namespace

Sniff DaprCliImporter::sniff(const Shape& shape) const {
  if (shape.kind == ShapeKind::csv && has_column(shape, "TYPE") && has_column(shape, "ELAPSED")) {
    return {true, "a header with TYPE and ELAPSED"};
  }
  if (is_yaml(shape)) return {true, "a YAML list of rows with type and elapsed"};
  if (is_aligned_table(shape)) return {true, "a table with the columns TYPE and ELAPSED"};
  for (const Shape::ArrayShape& array : shape.arrays) {
    if (std::any_of(array.elements.begin(), array.elements.end(), is_row)) {
      return {true, "rows with type and elapsed"};
    }
  }
  return {false, "no rows with TYPE and ELAPSED"};
}

base::Result<std::unique_ptr<Import>> DaprCliImporter::open(std::string bytes,
                                                            const std::string& file,
                                                            const base::WorkContext& work) const {
  try {
    const Shape shape = look_at(bytes);
    if (is_yaml(shape)) {
      const auto json = json_of_flat_yaml(without_byte_order_mark(bytes));
      if (!json) {
        return base::Error{"import.malformed",
                           "The YAML is no list of objects with single values.",
                           {file, std::nullopt, 0, 0, {}},
                           "Write it again with `dapr workflow history ID -o json`."};
      }
      return read_printed(*json, file, true, "", work);
    }
    if (is_aligned_table(shape)) {
      return read_printed(csv_of_aligned_table(bytes), file, false, "", work);
    }
    std::string key;
    for (const Shape::ArrayShape& array : shape.arrays) {
      if (std::any_of(array.elements.begin(), array.elements.end(), is_row)) {
        key = array.key;
        break;
      }
    }
    return read_printed(bytes, file, shape.kind != ShapeKind::csv, key, work);
  } catch (const std::exception& error) {
    return unreadable_error(error, file);
  }
}

}  // namespace core::importers
