// Where the values and rows of a good file stand in its text, so that damage can be done to each of
// them mechanically. Knows JSON, JSON lines and CSV, and nothing of any format's meaning but the
// usual names of its list of events. Anything else is bytes.
#pragma once

#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

namespace core::importers {

/// A part of the text, `begin` to `end`.
struct TextPart {
  std::size_t begin = 0, end = 0;

  std::size_t size() const { return end - begin; }
};

inline constexpr std::size_t kNoRow = static_cast<std::size_t>(-1);

struct SampleValue {
  TextPart part;
  char kind = '?';  ///< as ObjectShape::Member; '"' for a cell of a CSV
  /// The member with its name and one comma; empty for an element or a cell.
  TextPart member;
  std::size_t row = kNoRow;
  std::size_t column = 0;  ///< of a CSV
};

struct SampleRow {
  TextPart part;
  std::size_t list = 0;  ///< rows of one list follow each other
};

struct SampleText {
  enum class Layout { json, lines, csv, bytes };

  std::string name;  ///< of the sample
  std::string file;  ///< as the importers are told
  std::string text;
  Layout layout = Layout::bytes;
  char separator = ',';             ///< of a CSV
  std::vector<SampleValue> values;  ///< every scalar and every container
  std::vector<SampleRow> rows;

  std::string_view view(const TextPart& part) const {
    return std::string_view(text).substr(part.begin, part.size());
  }
  /// The text with something else in place of the part.
  std::string with(const TextPart& part, std::string_view instead) const;
};

SampleText look_into(std::string name, std::string file, std::string text);

/// What gtest shows of a parameter.
void PrintTo(const SampleText& sample, std::ostream* out);

/// Every case folder of the importers and every history among the samples.
std::vector<SampleText> all_samples();

}  // namespace core::importers
