#include "core/importers/common/instance_row.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <initializer_list>

#include "core/base/text.h"
#include "core/importers/common/loose_time.h"
#include "core/importers/common/partition_key.h"

namespace core::importers {

using model::PayloadKind;
using model::Severity;

namespace {

/// The first of the columns that has a value, whatever the case of its name.
const Cell* find_any(const TableRow& row, std::initializer_list<std::string_view> columns) {
  for (const std::string_view column : columns) {
    for (const Cell& cell : row.cells) {
      if (!base::equal_ignoring_case(cell.column, column)) continue;
      if (!cell.text.empty() && cell.text != "NULL") return &cell;
    }
  }
  return nullptr;
}

std::string text_of(const TableRow& row, std::initializer_list<std::string_view> columns) {
  const Cell* cell = find_any(row, columns);
  return cell == nullptr ? std::string() : std::string(cell->text);
}

model::Payload payload_of(const TableRow& row, std::string_view column,
                          std::string_view view_name) {
  if (const Cell* blob = find_any(row, {std::string(column) + "BlobName"})) {
    return {PayloadKind::offloaded, std::string(blob->text)};
  }
  const Cell* cell = find_any(row, {column, view_name});
  if (cell == nullptr) return {};
  return {cell->kind == '"' ? PayloadKind::text : PayloadKind::json, std::string(cell->text)};
}

/// Reads the cells of one row that mean something.
class EntryReader {
 public:
  EntryReader(const TableRow& row, const base::Location& where, RemarkLog& log)
      : row_(row), where_(where), log_(log) {}

  std::optional<base::Timestamp> time(std::initializer_list<std::string_view> columns) {
    const Cell* cell = find_any(row_, columns);
    if (cell == nullptr) return std::nullopt;
    const auto time = parse_loose_time(cell->text);
    if (time && !time->is_ambiguous) return time->time;
    bad(*cell, "an ISO 8601 time");
    return std::nullopt;
  }

  std::optional<std::int64_t> number(std::string_view column) {
    const Cell* cell = find_any(row_, {column});
    if (cell == nullptr) return std::nullopt;
    std::int64_t value = 0;
    const char* end = cell->text.data() + cell->text.size();
    const auto [stopped, error] = std::from_chars(cell->text.data(), end, value);
    if (error == std::errc() && stopped == end) return value;
    bad(*cell, "a whole number");
    return std::nullopt;
  }

  model::RuntimeStatus status() {
    const Cell* cell = find_any(row_, {"RuntimeStatus"});
    if (cell == nullptr) return model::RuntimeStatus::unknown;
    const auto status = model::status_from_name(cell->text);
    if (!status) bad(*cell, "an orchestration status");
    return status.value_or(model::RuntimeStatus::unknown);
  }

 private:
  void bad(const Cell& cell, std::string_view wanted) {
    log_.add_at(Severity::error, "table.bad_value",
                fmt::format("{} of row {} is {}, not {}; it is left out.",
                            base::printable(cell.column), row_.place.number,
                            base::printable(base::shorten(cell.text, 40)), wanted),
                where_);
  }

  const TableRow& row_;
  const base::Location& where_;
  RemarkLog& log_;
};

}  // namespace

bool is_instance_row(const TableRow& row) {
  return find_any(row, {"RuntimeStatus"}) != nullptr && find_any(row, {"EventType"}) == nullptr;
}

std::optional<InstanceEntry> read_instance_entry(const TableRow& row, base::Location where,
                                                 RemarkLog& log) {
  const Cell* key = find_any(row, {"PartitionKey"});
  InstanceEntry entry;
  entry.instance_id = key != nullptr ? unescape_partition_key(key->text)
                                     : text_of(row, {"InstanceID", "InstanceId"});
  if (entry.instance_id.empty() || !is_instance_row(row)) {
    log.add_at(Severity::error, "table.not_an_instance",
               fmt::format("Row {} has no {}; it is left out.", row.place.number,
                           entry.instance_id.empty() ? "instance id" : "RuntimeStatus"),
               std::move(where));
    return std::nullopt;
  }
  EntryReader reader(row, where, log);
  entry.status = reader.status();
  entry.execution_id = text_of(row, {"ExecutionId"});
  entry.name = text_of(row, {"Name"});
  entry.parent_id = text_of(row, {"ParentInstanceId"});
  entry.created = reader.time({"CreatedTime"});
  entry.updated = reader.time({"LastUpdatedTime"});
  entry.completed = reader.time({"CompletedTime"});
  entry.generation = reader.number("Generation");
  entry.input = payload_of(row, "Input", "InputText");
  entry.output = payload_of(row, "Output", "OutputText");
  entry.custom_status = payload_of(row, "CustomStatus", "CustomStatusText");
  if (entry.custom_status.text == "null") entry.custom_status = {};
  entry.where = std::move(where);
  return entry;
}

}  // namespace core::importers
