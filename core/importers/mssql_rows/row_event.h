// From the columns of a history row to the members of an event. Source: SEMANTICS 2d (SqlUtils.cs
// GetHistoryEvent).
#pragma once

#include <string>

#include "core/importers/common/event_fields.h"
#include "core/importers/common/table_rows.h"

namespace core::importers {

/// A cell by its column in any case; null pointer when absent or SQL's NULL.
const Cell* find_cell(const TableRow& row, std::string_view lower_case_column);
std::string_view cell_text(const TableRow& row, std::string_view lower_case_column);

/// Fills the members of one row. Views live until the row is read again.
void read_mssql_event(const TableRow& row, EventFields& fields);

}  // namespace core::importers
