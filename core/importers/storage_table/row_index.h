// Which rows of a history table belong to which instance and generation, in RowKey order, as the
// platform reads them. Source: DTFx Tracking/AzureTableTrackingStore.cs, GetHistoryEventsAsync
// (SEMANTICS 2c).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/progress.h"
#include "core/importers/common/table_rows.h"
#include "core/model/event_type.h"

namespace core::importers {

/// One event row, without its values.
struct IndexedRow {
  RowPlace place;
};

/// The rows of one generation of one instance.
struct Generation {
  std::string instance_id;
  /// How it is told from others: the instance id, with "@execution" behind it for a leftover.
  std::string listed_id;
  std::string execution_id;
  std::string name;  ///< of its ExecutionStarted
  model::RuntimeStatus status = model::RuntimeStatus::unknown;
  std::vector<IndexedRow> rows;
  /// The tail that a longer, older generation left behind (continue-as-new overwrites from row 0).
  bool is_leftover = false;
  /// What the sorting and cutting found out; of Loaded.report.
  std::vector<model::Remark> remarks;

  std::uint64_t begin() const;
  std::uint64_t end() const;
};

/// What the rows of a file are.
struct RowIndex {
  /// Older ones come after all current ones.
  std::vector<Generation> generations;
  /// Rows of an Instances table among them.
  std::vector<RowPlace> instance_rows;
};

/// Reads all rows once. Errors: throws FormatError "cancelled".
RowIndex index_rows(TableRows& rows, RemarkLog& log, std::uint64_t file_size,
                    const base::WorkContext& work);

}  // namespace core::importers
