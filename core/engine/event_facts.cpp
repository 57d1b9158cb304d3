#include "core/engine/event_facts.h"

#include <algorithm>

#include "core/base/json.h"
#include "core/engine/python_error.h"
#include "core/engine/python_text.h"

namespace core::engine {
namespace {

using model::EventIndex;
using model::EventType;
using model::PayloadKind;

/// Texts that need no parser to be known as JSON: short strings and whole numbers, most results.
bool is_plainly_json(std::string_view text) {
  if (text.size() >= 2 && text.front() == '"' && text.back() == '"') {
    const std::string_view inside = text.substr(1, text.size() - 2);
    return std::all_of(inside.begin(), inside.end(), [](char c) {
      return static_cast<unsigned char>(c) >= 0x20 && static_cast<unsigned char>(c) < 0x7f &&
             c != '"' && c != '\\';
    });
  }
  if (text.empty() || text.size() > 18) {
    return false;
  }
  return text.front() >= '1' && text.front() <= '9' &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// json.loads of a text that is not JSON. Python's own wording of the place, ours of the byte.
PythonError decode_error(std::string_view text, const base::Error& error) {
  const std::uint64_t byte = error.where.byte.value_or(0);
  if (error.code == "json.too_deep") {
    return {"RecursionError",
            std::string("maximum recursion depth exceeded while decoding a JSON ") +
                (text.substr(byte).starts_with('{') ? "object" : "array") +
                " from a unicode string"};
  }
  const auto [line, column] = base::line_and_column(text, byte);
  return {"JSONDecodeError", "Expecting value: line " + std::to_string(line) + " column " +
                                 std::to_string(column) + " (char " + std::to_string(byte) + ")"};
}

base::JsonValue loads(model::PayloadView payload) {
  if (!payload.has_value()) {
    throw PythonError("TypeError", "the JSON object must be str, bytes or bytearray, not NoneType");
  }
  base::Result<base::JsonValue> parsed = base::parse_json(payload.text);
  if (!parsed.ok()) {
    throw decode_error(payload.text, parsed.error());
  }
  return *std::move(parsed);
}

PythonError no_attribute(const base::JsonValue& value, std::string_view attribute) {
  return {"AttributeError", "'" + std::string(python_type(value)) + "' object has no attribute '" +
                                std::string(attribute) + "'"};
}

// Source: entities/ResponseMessage.py.
EntityReply read_reply(model::PayloadView payload) {
  const base::JsonValue response = payload.has_value() ? loads(payload) : base::JsonValue();
  const base::JsonValue* result = response.find("result");
  if (!response.is(base::JsonValue::Kind::object)) {
    throw no_attribute(response, "keys");
  }
  if (result == nullptr) {
    throw PythonError("KeyError", "'result'");
  }
  if (!result->is(base::JsonValue::Kind::string)) {
    throw no_attribute(*result, "strip");
  }
  // The host's own words, no JSON.
  const std::size_t first = result->text.find_first_not_of(" \t\n\v\f\r\x1c\x1d\x1e\x1f");
  if (first != std::string::npos &&
      std::string_view(result->text).substr(first).starts_with("Timeout value of")) {
    return {false, result->text};
  }
  const base::JsonValue value = loads({PayloadKind::text, result->text});
  if (response.find("exceptionType") != nullptr) {
    return {false, python_str(value)};
  }
  return {true, result->text};
}

std::string text_or_none(model::PayloadView payload) {
  return payload.has_value() ? std::string(payload.text) : "None";
}

}  // namespace

bool is_sequence_id(model::EventId id, const model::History& history) {
  constexpr std::int64_t kMostActions = 100'000;  // maxOrchestrationActions, host.json's default
  return id.value >= 0 &&
         id.value <= kMostActions + 2 * static_cast<std::int64_t>(history.size());
}

void EventFacts::check_json(EventIndex event) {
  const model::PayloadView payload = history_->at(event).payload();
  if (payload.kind != PayloadKind::text || is_plainly_json(payload.text)) {
    return;
  }
  if (event.value < known_json_.size() && known_json_[event.value]) {
    return;
  }
  const base::Result<base::JsonValue> parsed = base::parse_json(payload.text);
  if (!parsed.ok()) {
    throw decode_error(payload.text, parsed.error());
  }
  known_json_.resize(std::max<std::size_t>(known_json_.size(), history_->size()));
  known_json_[event.value] = true;
}

const std::string& EventFacts::entity_request_id(EventIndex event) {
  const auto known = request_ids_.find(event.value);
  if (known != request_ids_.end()) {
    return known->second;
  }
  const base::JsonValue request = loads(history_->at(event).payload());
  const base::JsonValue* id = request.find("id");
  if (id == nullptr || !id->is(base::JsonValue::Kind::string)) {
    throw PythonError("KeyError", "'id'");
  }
  return request_ids_.emplace(event.value, id->text).first->second;
}

std::string_view EventFacts::find_entity_request_id(EventIndex event) {
  try {
    return entity_request_id(event);
  } catch (const PythonError&) {
    return {};
  }
}

const EntityReply& EventFacts::entity_reply(EventIndex event) {
  const auto known = replies_.find(event.value);
  if (known != replies_.end()) {
    return known->second;
  }
  return replies_.emplace(event.value, read_reply(history_->at(event).payload())).first->second;
}

bool EventFacts::is_non_retriable(EventIndex event) const {
  const model::EventExtra* extra = history_->at(event).extra();
  if (extra == nullptr || !extra->failure_details.has_value()) {
    return false;
  }
  const base::Result<base::JsonValue> details = base::parse_json(extra->failure_details.text);
  return details.ok() && details.value().boolean_at("IsNonRetriable").value_or(false);
}

std::int64_t EventFacts::http_status(EventIndex event) const {
  const model::PayloadView payload = history_->at(event).payload();
  if (!payload.has_value() || payload.text.find("statusCode") == std::string_view::npos) {
    return 0;
  }
  const base::Result<base::JsonValue> response = base::parse_json(payload.text);
  return response.ok() ? response.value().integer_at("statusCode").value_or(0) : 0;
}

model::Payload EventFacts::value_of(EventIndex event) const {
  const model::EventView view = history_->at(event);
  const model::PayloadView payload = view.payload();
  if (view.type() == EventType::timer_fired || !payload.has_value()) {
    return payload.kind == PayloadKind::offloaded ? model::Payload(payload) : model::Payload();
  }
  return model::Payload(payload);
}

std::string EventFacts::failure_of(EventIndex event) const {
  const model::EventView view = history_->at(event);
  return text_or_none(view.payload()) + " \n " + text_or_none(view.details());
}

}  // namespace core::engine
