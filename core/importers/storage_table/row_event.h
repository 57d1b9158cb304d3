// From the columns of a history row to the members of an event. Source: SEMANTICS 2c.
#pragma once

#include "core/importers/common/event_fields.h"
#include "core/importers/common/remark_log.h"
#include "core/importers/common/table_rows.h"

namespace core::importers {

/// Fills `fields` with views of the row. A value that was moved to a blob becomes kind 'b', with a
/// remark at `place`.
void read_row_event(const TableRow& row, const EventPlace& place, EventFields& fields,
                    RemarkLog& remarks);
/// The whole row as a JSON object, for event types that nobody knows.
std::string row_as_json(const TableRow& row);

}  // namespace core::importers
