// Reading small JSON texts: a value tree with the position of every node. For payloads, protocol
// lines, scenarios and settings; bulk histories are walked with simdjson inside their importer.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/result.h"

namespace core::base {

struct JsonMember;

/// One JSON value. Numbers keep their text, so 2**70 and 1.0 stay what they were.
struct JsonValue {
  enum class Kind : std::uint8_t { null, boolean, number, string, array, object };
  Kind kind = Kind::null;
  bool flag = false;                                      ///< kind boolean
  std::string text;                                       ///< string: decoded; number: as written
  std::vector<JsonValue> items;                           ///< kind array
  /// Kind object, in file order, duplicates kept.
  std::vector<JsonMember> members;

  bool is(Kind k) const { return kind == k; }
  /// The last member of that name (what Python's json.loads keeps), or null pointer.
  const JsonValue* find(std::string_view name) const;
  /// Text of a string member; empty view when absent or of another kind.
  std::string_view string_at(std::string_view name) const;
  /// Whole number member; empty when absent, fractional or out of range.
  std::optional<std::int64_t> integer_at(std::string_view name) const;
  std::optional<bool> boolean_at(std::string_view name) const;
  std::optional<std::int64_t> as_integer() const;
};

/// One member of an object.
struct JsonMember {
  std::string name;
  JsonValue value;
};

/// Parses one JSON text, also NaN, Infinity and -Infinity as Python writes them (kind number).
/// Errors: json.malformed with byte, line and column, and what was expected there; json.too_deep
/// beyond 1,000 levels of nesting.
Result<JsonValue> parse_json(std::string_view text);
/// One line, members in order.
std::string to_json(const JsonValue& value);
/// Several lines, two spaces a level.
std::string to_pretty_json(const JsonValue& value);

/// Line and column (from 1) of a byte offset.
std::pair<std::uint32_t, std::uint32_t> line_and_column(std::string_view text, std::uint64_t byte);

}  // namespace core::base
