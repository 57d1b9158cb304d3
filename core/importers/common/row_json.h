// One row of a table as JSON: what the window shows as an event's raw text.
#pragma once

#include <string>

#include "core/importers/common/table_rows.h"

namespace core::importers {

/// Its cells as members of one object, in the order of the columns.
std::string row_as_json(const TableRow& row);

}  // namespace core::importers
