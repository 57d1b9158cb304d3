#include "core/base/canonical_json.h"

#include <fmt/format.h>

#include <cstdlib>
#include <map>

#include "core/base/json.h"
#include "core/base/json_writer.h"

namespace core::base {
namespace {

/// Whole numbers that no double holds stay as they are written: 2**70 and 2**70+1 are two numbers.
std::string canonical_number(const std::string& text) {
  constexpr std::size_t kExactDigits = 15;
  const double number = std::strtod(text.c_str(), nullptr) + 0.0;
  const bool has_point = text.find_first_of(".eE") != std::string::npos;
  if (text.size() > kExactDigits + 2 && !has_point && fmt::format("{:.0f}", number) != text) {
    return text;
  }
  return fmt::format("{}", number);
}

void append_object(std::string& out, const JsonValue& value);

void append(std::string& out, const JsonValue& value) {
  switch (value.kind) {
    case JsonValue::Kind::null:
      out += "null";
      return;
    case JsonValue::Kind::boolean:
      out += value.flag ? "true" : "false";
      return;
    case JsonValue::Kind::string:
      append_json_string(out, value.text);
      return;
    case JsonValue::Kind::number:
      out += canonical_number(value.text);
      return;
    case JsonValue::Kind::array:
      out += '[';
      for (const JsonValue& each : value.items) {
        if (&each != &value.items.front()) out += ',';
        append(out, each);
      }
      out += ']';
      return;
    case JsonValue::Kind::object:
      append_object(out, value);
  }
}

void append_object(std::string& out, const JsonValue& value) {
  std::map<std::string_view, const JsonValue*> members;
  for (const auto& [name, member] : value.members) members[name] = &member;
  char before = '{';
  for (const auto& [name, member] : members) {
    out += before;
    before = ',';
    append_json_string(out, name);
    out += ':';
    append(out, *member);
  }
  out += before == '{' ? "{}" : "}";
}

}  // namespace

std::string canonical_json(const JsonValue& value) {
  std::string out;
  append(out, value);
  return out;
}

std::string canonical_json(std::string_view text) {
  const auto value = parse_json(text);
  return value.ok() ? canonical_json(value.value()) : std::string(text);
}

bool equal_as_json(std::string_view a, std::string_view b) {
  return a == b || canonical_json(a) == canonical_json(b);
}

}  // namespace core::base
