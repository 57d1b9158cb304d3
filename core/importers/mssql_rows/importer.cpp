#include "core/importers/mssql_rows/importer.h"

#include <algorithm>

#include "core/importers/common/history_reading.h"
#include "core/importers/mssql_rows/row_event.h"
#include "core/importers/mssql_rows/rows_import.h"

namespace core::importers {

namespace {

/// SequenceNumber and EventType are words of many tables; InstanceID and TaskID are this one's.
template <typename Has>
bool is_history(Has has) {
  return has("sequencenumber") && has("eventtype") && (has("instanceid") || has("taskid"));
}

bool has_columns(const Shape& shape) {
  return is_history([&](std::string_view name) {
    return std::any_of(shape.columns.begin(), shape.columns.end(),
                       [&](const std::string& column) { return is_column(column, name); });
  });
}

bool is_row(const ObjectShape& object) {
  return is_history([&](std::string_view name) {
    return std::any_of(object.members.begin(), object.members.end(),
                       [&](const auto& member) { return is_column(member.key, name); });
  });
}

/// The top array or an array that is a member: the forms that rows are read from.
const Shape::ArrayShape* rows_array(const Shape& shape) {
  for (const Shape::ArrayShape& array : shape.arrays) {
    if (std::any_of(array.elements.begin(), array.elements.end(), is_row)) return &array;
  }
  return nullptr;
}

}  // namespace

Sniff MssqlRowsImporter::sniff(const Shape& shape) const {
  if (shape.kind == ShapeKind::csv && has_columns(shape)) {
    return {true, "a CSV header with SequenceNumber, EventType and TaskID or InstanceID"};
  }
  if (rows_array(shape) != nullptr) {
    return {true, "rows with SequenceNumber, EventType and TaskID or InstanceID"};
  }
  return {false, "no rows with SequenceNumber, EventType and TaskID or InstanceID"};
}

base::Result<std::unique_ptr<Import>> MssqlRowsImporter::open(std::string bytes,
                                                              const std::string& file,
                                                              const base::WorkContext& work) const {
  try {
    const Shape shape = look_at(bytes);
    const Shape::ArrayShape* rows = rows_array(shape);
    return open_mssql_rows(std::move(bytes), file, shape.kind == ShapeKind::csv,
                           rows == nullptr ? "" : rows->key, work);
  } catch (const std::exception& error) {
    return unreadable_error(error, file);
  }
}

}  // namespace core::importers
