#include "core/diagnostics/json_equal.h"

#include <algorithm>
#include <cstdlib>

#include "core/base/json.h"

namespace core::diagnostics {
namespace {

using base::JsonValue;

/// Numbers written alike are equal; so are numbers that a double cannot tell apart and that are
/// short enough for a double to hold them (2**70 and 2**70+1 stay different).
bool equal_numbers(const std::string& a, const std::string& b) {
  constexpr std::size_t kExactDigits = 15;
  if (a == b) return true;
  const bool is_exact = a.size() <= kExactDigits + 2 && b.size() <= kExactDigits + 2;
  const bool has_point =
      a.find_first_of(".eE") != std::string::npos || b.find_first_of(".eE") != std::string::npos;
  return (is_exact || has_point) &&
         std::strtod(a.c_str(), nullptr) == std::strtod(b.c_str(), nullptr);
}

bool equal(const JsonValue& a, const JsonValue& b);

/// Every name of `a` stands in `b` with an equal value; of duplicate names the last one counts.
bool covers(const JsonValue& a, const JsonValue& b) {
  return std::all_of(a.members.begin(), a.members.end(), [&](const auto& member) {
    const JsonValue* mine = a.find(member.first);
    const JsonValue* other = b.find(member.first);
    return other != nullptr && equal(*mine, *other);
  });
}

bool equal(const JsonValue& a, const JsonValue& b) {
  if (a.kind != b.kind) return false;
  switch (a.kind) {
    case JsonValue::Kind::null:
      return true;
    case JsonValue::Kind::boolean:
      return a.flag == b.flag;
    case JsonValue::Kind::string:
      return a.text == b.text;
    case JsonValue::Kind::number:
      return equal_numbers(a.text, b.text);
    case JsonValue::Kind::array:
      return std::equal(a.items.begin(), a.items.end(), b.items.begin(), b.items.end(), equal);
    case JsonValue::Kind::object: {
      const auto b_has_no_more = [&](const auto& member) {
        return a.find(member.first) != nullptr;
      };
      return covers(a, b) && std::all_of(b.members.begin(), b.members.end(), b_has_no_more);
    }
  }
  return false;
}

}  // namespace

bool equal_as_json(std::string_view a, std::string_view b) {
  if (a == b) return true;
  const auto left = base::parse_json(a);
  const auto right = base::parse_json(b);
  return left.ok() && right.ok() && equal(left.value(), right.value());
}

std::string unwrapped_text(std::string_view recorded) {
  const auto value = base::parse_json(recorded);
  if (!value.ok() || !value->is(JsonValue::Kind::string)) return std::string(recorded);
  return base::parse_json(value->text).ok() ? value->text : std::string(recorded);
}

std::string unwrapped_activity_input(std::string_view recorded) {
  const auto value = base::parse_json(recorded);
  if (!value.ok() || !value->is(JsonValue::Kind::array) || value->items.size() != 1) {
    return std::string(recorded);
  }
  return unwrapped_text(base::to_json(value->items.front()));
}

}  // namespace core::diagnostics
