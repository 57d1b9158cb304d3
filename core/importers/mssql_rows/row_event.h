// From the columns of a history row to the members of an event. Source: SEMANTICS 2d (SqlUtils.cs
// GetHistoryEvent).
#pragma once

#include <string>

#include "core/importers/common/event_fields.h"
#include "core/importers/common/table_rows.h"

namespace core::importers {

/// is_column for names that begin alike.
bool is_rest_of_column(std::string_view column, std::string_view folded_name);
/// Whether a column has that folded name: any case, with or without underscores and blanks. Asked
/// two hundred times a row, so most answers are given by length and first letter.
inline bool is_column(std::string_view column, std::string_view folded_name) {
  if (column.size() < folded_name.size()) return false;
  const char first = static_cast<char>(column.front() | 0x20);
  const bool is_letter = first >= 'a' && first <= 'z';
  return (!is_letter || first == folded_name.front()) && is_rest_of_column(column, folded_name);
}
/// A cell by the folded name of its column; null pointer when absent or SQL's NULL.
const Cell* find_cell(const TableRow& row, std::string_view folded_column);
std::string_view cell_text(const TableRow& row, std::string_view folded_column);

/// Whether the payload itself stands in the row.
bool has_payload(const TableRow& row);

/// Times that were no ISO 8601 in the row, as ISO 8601.
struct MssqlTimes {
  std::string timestamp, fire_at;
  bool is_rounded = false;    ///< the tool left the fractions of a second away
  bool is_ambiguous = false;  ///< day and month could be the other way round
};
/// Fills the members of one row. Views live until the row is read again and `times` is used again.
void read_mssql_event(const TableRow& row, EventFields& fields, MssqlTimes& times);

}  // namespace core::importers
