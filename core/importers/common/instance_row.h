// From a row of an Instances table to what it says. Columns are those of the Azure Storage provider
// and of the MSSQL provider's view. Source: SEMANTICS 2c, 2d.
#pragma once

#include <optional>

#include "core/importers/common/remark_log.h"
#include "core/importers/common/table_rows.h"
#include "core/importers/instance_entry.h"

namespace core::importers {

/// Whether a row with these columns is one of an Instances table and not of a history.
bool is_instance_row(const TableRow& row);

/// Empty with a remark where the row has no instance id.
std::optional<InstanceEntry> read_instance_entry(const TableRow& row, base::Location where,
                                                 RemarkLog& log);

}  // namespace core::importers
