#include "core/importers/common/event_fields.h"

#include "core/base/text.h"

#include <charconv>

namespace core::importers {

namespace {

constexpr std::array<std::string_view, kFieldCount> kNames{
    "EventType",       "EventId",   "IsPlayed",   "Timestamp",
    "Name",            "Version",   "Input",      "Result",
    "Reason",          "Details",   "FailureDetails", "TaskScheduledId",
    "TimerId",         "FireAt",    "InstanceId", "OrchestrationInstance",
    "ParentInstance",  "OrchestrationStatus", "Data", "State",
};

Field same(std::string_view key, Field field) {
  return key == kNames[static_cast<std::size_t>(field)] ? field : Field::none;
}

/// Names of one length and first letter collide only here.
Field either(std::string_view key, Field a, Field b) {
  return same(key, a) != Field::none ? a : same(key, b);
}

}  // namespace

std::string_view name_of(Field field) {
  return field == Field::none ? std::string_view() : kNames[static_cast<std::size_t>(field)];
}

// Length and first letter leave one or two candidates: this runs for every member of every event.
Field field_of(std::string_view key) {
  switch (key.size()) {
    case 4: return either(key, Field::name, Field::data);
    case 5: return either(key, Field::input, Field::state);
    case 6:
      if (key[0] == 'F') return same(key, Field::fire_at);
      return either(key, Field::result, Field::reason);
    case 7:
      if (key[0] == 'E') return same(key, Field::event_id);
      if (key[0] == 'T') return same(key, Field::timer_id);
      return either(key, Field::version, Field::details);
    case 8: return same(key, Field::is_played);
    case 9: return either(key, Field::event_type, Field::timestamp);
    case 10: return same(key, Field::instance_id);
    case 14: return either(key, Field::failure_details, Field::parent_instance);
    case 15: return same(key, Field::task_scheduled_id);
    case 19: return same(key, Field::orchestration_status);
    case 21: return same(key, Field::orchestration_instance);
    default: return Field::none;
  }
}

std::optional<std::int64_t> integer_of(const FieldValue& value) {
  if (value.kind != '0' && value.kind != '"') return std::nullopt;
  std::int64_t number = 0;
  const char* end = value.text.data() + value.text.size();
  const auto [stopped, error] = std::from_chars(value.text.data(), end, number);
  if (error != std::errc() || stopped != end) return std::nullopt;
  return number;
}

std::optional<bool> boolean_of(const FieldValue& value) {
  if (value.kind == 't') return value.text.front() == 't';
  if (value.kind != '"') return std::nullopt;
  if (base::equal_ignoring_case(value.text, "true")) return true;
  if (base::equal_ignoring_case(value.text, "false")) return false;
  return std::nullopt;
}

bool looks_like_json(std::string_view text) {
  text = base::trim(text);
  if (text.empty()) return false;
  const char first = text.front();
  const char last = text.back();
  if (first == '{') return text.size() >= 2 && last == '}';
  if (first == '[') return text.size() >= 2 && last == ']';
  if (first == '"') return text.size() >= 2 && last == '"';
  if (text == "true" || text == "false" || text == "null" || text == "NaN" || text == "Infinity" ||
      text == "-Infinity") {
    return true;
  }
  return (first == '-' || (first >= '0' && first <= '9')) &&
         text.find_first_not_of("0123456789+-.eE") == std::string_view::npos;
}

}  // namespace core::importers
