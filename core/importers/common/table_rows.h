// Rows of a table, whatever file they stand in. csv_rows and json_rows make them; an
// importer reads them once front to back to find the instances, then again in its own order.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/importers/common/remark_log.h"

namespace core::importers {

/// Where a row stands in its file.
struct RowPlace {
  std::uint64_t byte = 0;
  std::uint64_t end = 0;
  std::uint32_t line = 0;
  std::size_t number = 0;  ///< from 0, without the CSV header
};

/// One column of one row that has a value. `kind` as in ObjectShape::Member; CSV has only '"'.
struct Cell {
  std::string_view column;
  char kind = '"';
  std::string_view text;
};

/// Views live until the next row is read from the same TableRows.
struct TableRow {
  RowPlace place;
  std::vector<Cell> cells;
  bool was_repaired = false;  ///< held text that was no UTF-8

  /// Null pointer when the row has no such value.
  const Cell* find(std::string_view column) const {
    for (const Cell& cell : cells) {
      if (cell.column == column) return &cell;
    }
    return nullptr;
  }
  std::string_view text(std::string_view column) const {
    const Cell* cell = find(column);
    return cell == nullptr ? std::string_view() : cell->text;
  }
};

/// A file of rows. Owns nothing but buffers: the bytes outlive it.
class TableRows {
 public:
  virtual ~TableRows() = default;
  /// From now on next() gives only these columns: whoever looks through all rows for a few values
  /// need not pay for the rest. read_at() gives all.
  virtual void want_only(std::span<const std::string_view> columns) = 0;
  /// Columns go by the provider's spelling from now on (table_columns.h). Called before the first
  /// row, and before want_only.
  virtual void use_provider_columns() = 0;
  /// The next row; false at the end, also at damage, which goes to the log the maker was given.
  virtual bool next(TableRow& row) = 0;
  /// A row that next() gave before.
  virtual void read_at(const RowPlace& place, TableRow& row) = 0;
  virtual base::Location locate(const RowPlace& place) const = 0;
};

/// Storage Explorer's CSV. `log` outlives the rows.
std::unique_ptr<TableRows> read_csv_rows(std::string_view bytes, const std::string& file,
                                         RemarkLog& log);
/// OData (`value`), Azure CLI (`items`), or any array of rows; `key` is its member, empty for a
/// bare array.
std::unique_ptr<TableRows> read_json_rows(std::string_view bytes, const std::string& file,
                                          const std::string& key, RemarkLog& log);

}  // namespace core::importers
