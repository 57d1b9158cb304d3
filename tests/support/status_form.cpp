#include "tests/support/status_form.h"

#include <set>

#include "core/base/json.h"
#include "core/base/json_writer.h"
#include "core/importers/common/link_checks.h"

namespace tests {

namespace {

using namespace core;
using model::EventType;
using model::EventView;

/// Scheduling events that an answer will carry.
std::set<std::uint32_t> merged_calls(const model::History& history) {
  std::set<std::uint32_t> merged;
  for (std::size_t i = 0; i < history.size(); ++i) {
    const auto call = history.scheduled_by(history[i].index());
    if (call && history.at(*call).type() != EventType::timer_created) merged.insert(call->value);
  }
  return merged;
}

void put_text(base::JsonWriter& json, std::string_view key, model::PayloadView payload) {
  if (payload.has_value()) json.key(key).string(payload.text);
}

/// The platform parses a result; what is no JSON stays a string.
void put_result(base::JsonWriter& json, model::PayloadView payload) {
  if (!payload.has_value()) return;
  json.key("Result");
  if (base::parse_json(payload.text).ok()) {
    json.raw(payload.text);
  } else {
    json.string(payload.text);
  }
}

void put_event(base::JsonWriter& json, const model::History& history, const EventView& event) {
  json.begin_object();
  json.key("EventType").string(event.type_name());
  json.key("Timestamp").string(base::format_round_trip(event.timestamp()));
  const EventType type = event.type();
  const auto call = history.scheduled_by(event.index());
  if (call && type != EventType::timer_fired) {
    const EventView scheduled = history.at(*call);
    json.key("ScheduledTime").string(base::format_round_trip(scheduled.timestamp()));
    json.key("FunctionName").string(scheduled.name());
    put_text(json, "Input", scheduled.payload());
  }
  if (event.fire_at()) json.key("FireAt").string(base::format_round_trip(*event.fire_at()));
  if (!event.name().empty()) {
    json.key(type == EventType::execution_started ? "FunctionName" : "Name").string(event.name());
  }
  const bool has_result = type == EventType::task_completed ||
                          type == EventType::sub_orchestration_instance_completed ||
                          type == EventType::execution_completed;
  const bool has_reason =
      type == EventType::task_failed || type == EventType::sub_orchestration_instance_failed;
  if (has_result) put_result(json, event.payload());
  if (!has_result) put_text(json, has_reason ? "Reason" : "Input", event.payload());
  put_text(json, "Details", event.details());
  if (type == EventType::execution_completed) {
    json.key("OrchestrationStatus").string(model::name_of(event.status()));
  }
  json.end_object();
}

}  // namespace

std::string status_of_history(const model::History& history) {
  base::JsonWriter json;
  json.begin_object();
  json.key("instanceId").string(history.envelope().instance_id);
  json.key("runtimeStatus").string("Completed");
  json.key("historyEvents").begin_array();
  const std::set<std::uint32_t> merged = merged_calls(history);
  for (std::size_t i = 0; i < history.size(); ++i) {
    const EventType type = history[i].type();
    const bool is_mark =
        type == EventType::orchestrator_started || type == EventType::orchestrator_completed;
    if (!is_mark && !merged.contains(history[i].index().value)) {
      put_event(json, history, history[i]);
    }
  }
  json.end_array().end_object();
  return json.take();
}

}  // namespace tests
