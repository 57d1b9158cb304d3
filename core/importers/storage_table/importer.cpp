#include "core/importers/storage_table/importer.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/base/format_error.h"
#include "core/base/text.h"
#include "core/importers/common/history_reading.h"
#include "core/importers/common/table_columns.h"
#include "core/importers/storage_table/table_import.h"

namespace core::importers {

namespace {

/// By the provider's name for it; `kind` '?' is any.
bool has_member(const ObjectShape& element, std::string_view column, char kind) {
  return std::any_of(element.members.begin(), element.members.end(), [&](const auto& member) {
    return (kind == '?' || member.kind == kind) && provider_column(member.key) == column;
  });
}

/// The array whose elements are history rows; null pointer when there is none.
const Shape::ArrayShape* rows_array(const Shape& shape) {
  const auto is_row = [](const ObjectShape& element) {
    return has_member(element, "PartitionKey", '?') && has_member(element, "EventType", '"');
  };
  const auto found =
      std::find_if(shape.arrays.begin(), shape.arrays.end(), [&](const Shape::ArrayShape& array) {
        return std::any_of(array.elements.begin(), array.elements.end(), is_row);
      });
  return found == shape.arrays.end() ? nullptr : &*found;
}

bool has_column(const Shape& shape, std::string_view column) {
  return std::any_of(shape.columns.begin(), shape.columns.end(), [&](const std::string& written) {
    return provider_column(written) == column;
  });
}

}  // namespace

Sniff StorageTableImporter::sniff(const Shape& shape) const {
  if (shape.kind == ShapeKind::csv) {
    if (has_column(shape, "PartitionKey") && has_column(shape, "EventType")) {
      return {true, "a CSV header with PartitionKey and EventType"};
    }
    return {false, "the header line has no columns PartitionKey and EventType"};
  }
  if (shape.kind != ShapeKind::json_object && shape.kind != ShapeKind::json_array) {
    return {false, "neither CSV with a header line nor JSON"};
  }
  if (const Shape::ArrayShape* rows = rows_array(shape)) {
    return {true, rows->key.empty() ? "an array of rows with PartitionKey and EventType"
                                    : fmt::format("rows with PartitionKey and EventType in `{}`",
                                                  base::printable(rows->key))};
  }
  return {false, "no array of rows with PartitionKey and EventType"};
}

base::Result<std::unique_ptr<Import>> StorageTableImporter::open(
    std::string bytes, const std::string& file, const base::WorkContext& work) const {
  try {
    const Shape shape = look_at(bytes);
    const Shape::ArrayShape* rows = rows_array(shape);
    const bool is_csv = shape.kind == ShapeKind::csv;
    return TableImport::read(std::move(bytes), file, is_csv, rows == nullptr ? "" : rows->key,
                             work);
  } catch (const std::exception& error) {
    return unreadable_error(error, file);
  }
}

}  // namespace core::importers
