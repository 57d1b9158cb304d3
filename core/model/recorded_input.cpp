#include "core/model/recorded_input.h"

#include <utility>

#include "core/base/canonical_json.h"
#include "core/base/json.h"

namespace core::model {
namespace {

using base::JsonValue;

/// A string that holds JSON text is read as that too.
RecordedInput readings_of(const JsonValue& value, std::string as_written) {
  RecordedInput input;
  input.outside = base::canonical_json(value);
  if (value.is(JsonValue::Kind::string)) {
    if (const auto inner = base::parse_json(value.text); inner.ok()) {
      input.value = base::canonical_json(inner.value());
      input.text = value.text;
      return input;
    }
  }
  input.value = input.outside;
  input.text = std::move(as_written);
  return input;
}

RecordedInput no_json(std::string_view text) {
  return {std::string(text), std::string(text), std::string(text)};
}

}  // namespace

RecordedInput recorded_activity_input(std::string_view text) {
  const auto value = base::parse_json(text);
  if (!value.ok()) return no_json(text);
  const bool is_wrapped = value->is(JsonValue::Kind::array) && value->items.size() == 1;
  if (!is_wrapped) return readings_of(value.value(), std::string(text));
  const JsonValue& inside = value->items.front();
  return readings_of(inside, base::to_json(inside));
}

RecordedInput recorded_child_input(std::string_view text) {
  const auto value = base::parse_json(text);
  return value.ok() ? readings_of(value.value(), std::string(text)) : no_json(text);
}

RecordedInput recorded_input(const EventView& event) {
  return event.type() == EventType::task_scheduled ? recorded_activity_input(event.payload().text)
                                                   : recorded_child_input(event.payload().text);
}

}  // namespace core::model
