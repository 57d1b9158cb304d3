// The order of the rows of one PartitionKey: by RowKey, also where a spreadsheet took the zeros off
// the keys or made other numbers of them. Used by row_index only.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

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
  /// As long as the platform writes it.
  bool is_whole() const { return (second_ & 0xFF) != 0 && rest_.empty(); }
  /// Of one to sixteen hexadecimal digits and nothing else.
  std::optional<std::uint64_t> number() const;
  friend auto operator<=>(const RowKey&, const RowKey&) = default;

 private:
  std::uint64_t first_ = 0, second_ = 0;
  std::string rest_;
};

/// A row with what it needs to be put in order, and to name and rate its generation. A million of
/// them stand in memory at once.
struct MarkedRow {
  RowPlace place;
  RowKey key;
  std::uint32_t execution = 0;  ///< number of its text, 0 for none
  model::EventType type = model::EventType::unknown;
  model::RuntimeStatus status = model::RuntimeStatus::unknown;
};

/// What ordering found out.
struct RowOrder {
  enum class Keys : std::uint8_t {
    whole,
    shortened,  ///< they lacked zeros, which were put back
    lost,       ///< some are other numbers now; the rows stand as in the file
  };
  Keys keys = Keys::whole;
  /// The first row of the file that did not follow the one before it; or, of lost keys, a lost one.
  std::optional<MarkedRow> witness;
};

RowOrder order_rows(std::vector<MarkedRow>& rows);

/// One list an execution, when rows of several have the same RowKey: exports of different times in
/// one file. A row without execution goes with the row before it. Else all rows in one list.
/// REQUIRES: ordered rows.
std::vector<std::vector<MarkedRow>> split_executions(std::vector<MarkedRow> rows);

}  // namespace core::importers
