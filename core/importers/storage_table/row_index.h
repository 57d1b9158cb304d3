// Which rows of a history table belong to which instance and generation, in RowKey order, as the
// platform reads them. Source: DTFx Tracking/AzureTableTrackingStore.cs, GetHistoryEventsAsync
// (SEMANTICS 2c).
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/progress.h"
#include "core/importers/common/table_rows.h"
#include "core/model/event_type.h"

namespace core::importers {

/// A RowKey, ordered by its bytes. The platform writes sixteen hexadecimal digits, which stand here
/// without memory of their own.
class RowKey {
 public:
  explicit RowKey(std::string_view text = {});
  std::string text() const;
  bool is_empty() const { return first_ == 0; }
  friend auto operator<=>(const RowKey&, const RowKey&) = default;

 private:
  std::uint64_t first_ = 0, second_ = 0;
  std::string rest_;
};

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

/// Reads all rows once. Leftovers come after all current generations.
/// Errors: throws FormatError "cancelled".
std::vector<Generation> index_rows(TableRows& rows, RemarkLog& log, std::uint64_t file_size,
                                   const base::WorkContext& work);

}  // namespace core::importers
