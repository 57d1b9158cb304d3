// What stands around the events of a JSON file: its arrays and single values down to the third
// level of objects, with their places. Formats wrap their event list in many ways; a reader takes
// the arrays that hold its events and remarks on the rest. Also the objects of a sequence, one
// after another. Views point into the text; one thread.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/importers/common/json_cursor.h"

namespace core::importers {

/// One array or single value that is a member of an object, or the top array itself.
struct OutlinedValue {
  std::string path;  ///< JSON path, "" for the top array
  std::string name;  ///< folded name of the member, "" for the top array
  char kind = '?';
  std::string_view raw;      ///< of a single value; empty for an array
  std::size_t byte = 0;      ///< where it begins
  std::size_t document = 0;  ///< which of several top values, from 0
};

struct JsonOutline {
  std::vector<OutlinedValue> values;
  std::size_t documents = 0;
  /// Where the text stops being JSON.
  std::optional<JsonFault> fault;

  /// The text of a string of that folded name, the first one.
  std::string text_of(std::string_view folded_name) const;
};
/// Steps over the whole text. Arrays are not looked into. `pace` is told how far it is.
JsonOutline outline_of(std::string_view text, Pace* pace = nullptr);

/// The values of an array or of a text of JSON lines, one after another.
class JsonSequence {
 public:
  enum class Layout { array, lines };
  enum class Step { found, end, fault };
  /// `begin` is the array's `[`, or where the first line begins.
  JsonSequence(std::string_view text, std::size_t begin, Layout layout, Pace* pace = nullptr);

  Step next(JsonSpan& value);
  /// After a fault in lines: goes on behind the end of the line in which the value began. False
  /// when there is none, or after too many of them.
  bool skip_line();
  /// How many values were gone past.
  std::size_t count() const { return count_; }
  std::size_t byte() const { return cursor_.byte(); }
  /// Where the value begins that was read last, or could not be read.
  std::size_t begin() const { return begin_; }
  const JsonFault& fault() const { return cursor_.fault(); }

 private:
  std::string_view text_;
  Pace* pace_;
  JsonCursor cursor_;
  Layout layout_;
  bool is_first_ = true;
  bool is_open_ = true;
  std::size_t begin_ = 0;  // of the value being read
  std::size_t skipped_ = 0;
  std::size_t count_ = 0;
};

/// The first object of an array that stands at `byte`; empty when there is none.
std::string_view first_object(std::string_view text, std::size_t byte);

}  // namespace core::importers
