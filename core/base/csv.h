// RFC 4180 comma-separated values with the place of every record, for storage-table exports.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace core::base {

/// One field as it stands in the text. Most hold no quote and are their own content.
struct CsvField {
  /// The content, or the whole field with its quotes where `is_escaped`.
  std::string_view text;
  /// Doubled quotes inside, or text behind the closing quote: append_csv_content gives the content.
  bool is_escaped = false;
};
/// Appends what the field holds.
void append_csv_content(const CsvField& field, std::string& out);
std::string csv_content(const CsvField& field);

/// One record and where it stands. Views point into the reader's text.
struct CsvRecord {
  std::vector<CsvField> fields;
  std::uint64_t byte = 0;
  std::uint64_t end = 0;  ///< where the next record begins, behind line ends and blank lines
  std::uint32_t line = 1;
  /// A quoted field was still open at the end of the text: the file is cut here.
  bool is_cut = false;
};

/// Reads records one after another out of a text that outlives the reader. Hot: a million rows of
/// fifty fields each go through it twice.
class CsvReader {
 public:
  explicit CsvReader(std::string_view text, char separator = ',');
  /// Fills `record`, reusing its storage; false at the end. Blank lines are passed over.
  bool next(CsvRecord& record);
  /// Whether next() would give false.
  bool at_end() const { return at_ >= text_.size(); }

 private:
  /// True when another field follows in the same record.
  bool read_field(CsvField& field, bool& is_cut);
  void read_quoted(CsvField& field, bool& is_cut);
  void skip_blank_lines();
  std::size_t find_field_end(std::size_t at) const;

  std::string_view text_;
  char separator_;
  std::size_t at_ = 0;
  std::uint32_t line_ = 1;
};

}  // namespace core::base
