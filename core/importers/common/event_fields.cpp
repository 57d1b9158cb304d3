#include "core/importers/common/event_fields.h"

#include <charconv>
#include <cstring>

#include "core/base/text.h"

namespace core::importers {

namespace {

constexpr std::array<std::string_view, kFieldCount> kNames{
    "EventType",      "EventId",
    "IsPlayed",       "Timestamp",
    "Name",           "Version",
    "Input",          "Result",
    "Reason",         "Details",
    "FailureDetails", "TaskScheduledId",
    "TimerId",        "FireAt",
    "InstanceId",     "OrchestrationInstance",
    "ParentInstance", "OrchestrationStatus",
    "Data",           "State",
};

/// The first four bytes of a name as one number.
constexpr std::uint32_t head(std::string_view name) {
  std::uint32_t value = 0;
  for (std::size_t i = 4; i-- > 0;) {
    value = value << 8 | static_cast<unsigned char>(name[i]);
  }
  return value;
}

/// `field` when its name and a closing quote stand at `key`.
template <Field field>
Field if_at(const char* key) {
  constexpr std::string_view kName = kNames[static_cast<std::size_t>(field)];
  const bool is_it = std::memcmp(key, kName.data(), kName.size()) == 0 && key[kName.size()] == '"';
  return is_it ? field : Field::none;
}

}  // namespace

std::string_view name_of(Field field) {
  return field == Field::none ? std::string_view() : kNames[static_cast<std::size_t>(field)];
}

Field field_of(std::string_view key) {
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    if (key == kNames[i]) return static_cast<Field>(i);
  }
  return Field::none;
}

// Four bytes leave one or two candidates: this runs for every member of every event.
Field field_at(const char* key) {
  std::uint32_t four = 0;
  for (std::size_t i = 4; i-- > 0;) four = four << 8 | static_cast<unsigned char>(key[i]);
  switch (four) {
    case head("Even"):
      return key[5] == 'T' ? if_at<Field::event_type>(key) : if_at<Field::event_id>(key);
    case head("IsPl"):
      return if_at<Field::is_played>(key);
    case head("Time"):
      return key[4] == 's' ? if_at<Field::timestamp>(key) : if_at<Field::timer_id>(key);
    case head("Name"):
      return if_at<Field::name>(key);
    case head("Vers"):
      return if_at<Field::version>(key);
    case head("Inpu"):
      return if_at<Field::input>(key);
    case head("Resu"):
      return if_at<Field::result>(key);
    case head("Reas"):
      return if_at<Field::reason>(key);
    case head("Deta"):
      return if_at<Field::details>(key);
    case head("Fail"):
      return if_at<Field::failure_details>(key);
    case head("Task"):
      return if_at<Field::task_scheduled_id>(key);
    case head("Fire"):
      return if_at<Field::fire_at>(key);
    case head("Inst"):
      return if_at<Field::instance_id>(key);
    case head("Orch"):
      return key[13] == 'I' ? if_at<Field::orchestration_instance>(key)
                            : if_at<Field::orchestration_status>(key);
    case head("Pare"):
      return if_at<Field::parent_instance>(key);
    case head("Data"):
      return if_at<Field::data>(key);
    case head("Stat"):
      return if_at<Field::state>(key);
    default:
      return Field::none;
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
