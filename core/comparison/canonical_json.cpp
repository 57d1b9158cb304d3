#include "core/comparison/canonical_json.h"

#include <fmt/format.h>

#include <cstdlib>
#include <map>

#include "core/base/json.h"
#include "core/base/json_writer.h"

namespace core::comparison {
namespace {

using base::JsonValue;

/// Whole numbers beyond what a double tells apart stay as they are written.
std::string canonical_number(const std::string& text) {
  constexpr std::size_t kExactDigits = 15;
  const bool has_point = text.find_first_of(".eE") != std::string::npos;
  if (text.size() > kExactDigits + 2 && !has_point) return text;
  return fmt::format("{}", std::strtod(text.c_str(), nullptr) + 0.0);
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
      base::append_json_string(out, value.text);
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
    base::append_json_string(out, name);
    out += ':';
    append(out, *member);
  }
  out += before == '{' ? "{}" : "}";
}

std::string written(const JsonValue& value) {
  std::string out;
  append(out, value);
  return out;
}

/// A string that holds JSON text is read as that too.
RecordedInput readings_of(const JsonValue& value) {
  RecordedInput input;
  input.outside = written(value);
  if (value.is(JsonValue::Kind::string)) {
    if (const auto inner = base::parse_json(value.text); inner.ok()) {
      input.value = written(inner.value());
      input.text = value.text;
      return input;
    }
  }
  input.value = input.outside;
  input.text = base::to_json(value);
  return input;
}

RecordedInput no_json(std::string_view text) {
  return {std::string(text), std::string(text), std::string(text)};
}

}  // namespace

std::string canonical_json(std::string_view text) {
  const auto value = base::parse_json(text);
  return value.ok() ? written(value.value()) : std::string(text);
}

RecordedInput recorded_activity_input(std::string_view text) {
  const auto value = base::parse_json(text);
  if (!value.ok()) return no_json(text);
  const bool is_wrapped = value->is(JsonValue::Kind::array) && value->items.size() == 1;
  return readings_of(is_wrapped ? value->items.front() : value.value());
}

RecordedInput recorded_child_input(std::string_view text) {
  const auto value = base::parse_json(text);
  return value.ok() ? readings_of(value.value()) : no_json(text);
}

}  // namespace core::comparison
