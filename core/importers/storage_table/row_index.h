// Which rows of a history table belong to which instance and generation, in RowKey order, as the
// platform reads them. Source: DTFx Tracking/AzureTableTrackingStore.cs, GetHistoryEventsAsync
// (SEMANTICS 2c).
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/base/progress.h"
#include "core/importers/common/table_rows.h"
#include "core/model/event_type.h"

namespace core::importers {

/// One event row, without its values.
struct IndexedRow {
  RowPlace place;
  std::string row_key;
  std::string execution_id;
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

/// Reads all rows once. Leftovers come after all current generations.
/// Errors: throws FormatError "cancelled".
std::vector<Generation> index_rows(TableRows& rows, RemarkLog& log, std::uint64_t file_size,
                                   const base::WorkContext& work);

}  // namespace core::importers
