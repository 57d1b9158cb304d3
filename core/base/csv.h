// RFC 4180 comma-separated values with the place of every record, for storage-table exports.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace core::base {

/// One record: its fields with quotes and doubled quotes removed, and where it begins.
struct CsvRecord {
  std::vector<std::string> fields;
  std::uint64_t byte = 0;
  std::uint32_t line = 1;
  /// A quoted field was still open at the end of the text: the file is cut here.
  bool is_cut = false;
};

/// Reads records one after another out of a text that outlives the reader.
class CsvReader {
 public:
  explicit CsvReader(std::string_view text, char separator = ',')
      : text_(text), separator_(separator) {}
  /// Fills `record`, reusing its storage; false at the end. Blank lines are passed over.
  bool next(CsvRecord& record);

 private:
  /// True when another field follows in the same record.
  bool read_field(std::string& field, bool& is_cut);
  void read_quoted(std::string& field, bool& is_cut);

  std::string_view text_;
  char separator_;
  std::size_t at_ = 0;
  std::uint32_t line_ = 1;
};

}  // namespace core::base
