#include "core/importers/storage_table/row_event.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/base/text.h"
#include "core/importers/common/row_json.h"

namespace core::importers {

namespace {

constexpr std::string_view kBlobName = "BlobName";

/// Columns of the table itself, and the storage write time.
bool is_of_the_table(std::string_view column) {
  static constexpr std::array<std::string_view, 8> kColumns{"PartitionKey",
                                                            "RowKey",
                                                            "Timestamp",
                                                            "ExecutionId",
                                                            "etag",
                                                            "IsCheckpointComplete",
                                                            "CheckpointCompletedTimestamp",
                                                            "TaskHubName"};
  return std::find(kColumns.begin(), kColumns.end(), column) != kColumns.end();
}

}  // namespace

void read_row_event(const TableRow& row, const EventPlace& place, EventFields& fields,
                    RemarkLog& remarks) {
  fields.clear();
  for (const Cell& cell : row.cells) {
    if (cell.column == "_Timestamp") {
      fields.put(Field::timestamp, cell.kind, cell.text);
    } else if (cell.column == "Status") {  // as the platform's documentation prints the column
      fields.put(Field::orchestration_status, cell.kind, cell.text);
    } else if (!is_of_the_table(cell.column) && !cell.column.ends_with(kBlobName)) {
      const Field field = field_of(cell.column);
      if (field != Field::none) {
        fields.put(field, cell.kind, cell.text);
      } else if (!cell.text.empty()) {
        fields.put_unkept(cell.column);
      }
    }
  }
  if (!fields.has(Field::timestamp)) {
    const Cell* written = row.find("Timestamp");
    if (written != nullptr) fields.put(Field::timestamp, written->kind, written->text);
  }
  // After the plain columns: the platform leaves an empty text in the column it has moved.
  for (const Cell& cell : row.cells) {
    if (!cell.column.ends_with(kBlobName) || cell.text.empty()) continue;
    const auto column = cell.column.substr(0, cell.column.size() - kBlobName.size());
    const Field field = field_of(column);
    if (field != Field::none) fields.put(field, 'b', cell.text);
    remarks.add(
        model::Severity::warning, "table.value_in_blob",
        fmt::format("{} of event {} is not in the table: it was stored in the blob {} of the "
                    "container <task hub>-largemessages. Download it and name its folder with "
                    "--payloads DIR.",
                    base::printable(base::shorten(column, 40)), place.number,
                    base::printable(base::shorten(cell.text, 400))),
        place, column);
  }
}

}  // namespace core::importers
