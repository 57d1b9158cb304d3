#include "core/orchestrators/python/worker_payload.h"

#include "core/base/json_writer.h"

namespace core::orchestrators {
namespace {

using base::JsonWriter;
using model::EventType;

void write_payload(JsonWriter& out, model::PayloadView payload) {
  switch (payload.kind) {
    case model::PayloadKind::text:
    case model::PayloadKind::offloaded:
      out.string(payload.text);
      break;
    case model::PayloadKind::json:
      out.raw(payload.text);
      break;
    default:
      out.null();
  }
}

/// The member that holds an event's payload; empty for types that have none.
std::string_view payload_member(EventType type) {
  switch (type) {
    case EventType::execution_started:
    case EventType::task_scheduled:
    case EventType::sub_orchestration_instance_created:
    case EventType::event_sent:
    case EventType::event_raised:
    case EventType::execution_terminated:
      return "Input";
    case EventType::task_completed:
    case EventType::sub_orchestration_instance_completed:
    case EventType::execution_completed:
    case EventType::continue_as_new:
      return "Result";
    case EventType::task_failed:
    case EventType::sub_orchestration_instance_failed:
    case EventType::execution_suspended:
    case EventType::execution_resumed:
      return "Reason";
    default:
      return {};
  }
}

void write_started(JsonWriter& out, const model::EventView& event, const model::Envelope& about) {
  const model::EventExtra* extra = event.extra();
  out.key("OrchestrationInstance").begin_object();
  out.key("InstanceId").string(about.instance_id);
  out.key("ExecutionId").string(about.execution_id);
  out.end_object();
  out.key("ParentInstance");
  if (extra == nullptr || extra->parent_instance_id.empty()) {
    out.null();
    return;
  }
  out.begin_object().key("OrchestrationInstance").begin_object();
  out.key("InstanceId").string(extra->parent_instance_id).end_object().end_object();
}

void write_links(JsonWriter& out, const model::EventView& event) {
  if (event.type() == EventType::timer_fired) {
    out.key("TimerId").number(std::int64_t{event.link().value});
  } else if (event.link() != model::kNoEventId) {
    out.key("TaskScheduledId").number(std::int64_t{event.link().value});
  }
  if (const auto due = event.fire_at()) out.key("FireAt").string(base::format_round_trip(*due));
}

void write_event(JsonWriter& out, const model::EventView& event, const model::Envelope& about,
                 bool is_played) {
  const EventType type = event.type();
  const bool is_failure =
      type == EventType::task_failed || type == EventType::sub_orchestration_instance_failed;
  out.begin_object();
  out.key("EventType").number(static_cast<std::int64_t>(type));
  out.key("EventId").number(std::int64_t{event.id().value});
  out.key("IsPlayed").boolean(is_played);
  out.key("Timestamp").string(base::format_round_trip(event.timestamp()));
  if (!event.name().empty()) out.key("Name").string(event.name());
  if (const std::string_view member = payload_member(type); !member.empty()) {
    write_payload(out.key(member), event.payload());
  }
  if (is_failure) write_payload(out.key("Details"), event.details());
  if (type == EventType::execution_started) write_started(out, event, about);
  if (type != EventType::execution_started && !event.instance_id().empty()) {
    out.key("InstanceId").string(event.instance_id());
  }
  write_links(out, event);
  if (type == EventType::execution_completed) {
    out.key("OrchestrationStatus").number(static_cast<std::int64_t>(event.status()));
  }
  out.end_object();
}

void write_settings(JsonWriter& out, const model::Envelope& about) {
  out.key("upperSchemaVersion").number(about.upper_schema_version.value_or(1));
  if (about.upper_schema_version_new) {
    out.key("upperSchemaVersionNew").number(*about.upper_schema_version_new);
  }
  constexpr std::int64_t kDay = 86'400 * base::kTicksPerSecond;
  out.key("longRunningTimerIntervalDuration")
      .string(base::format_time_span(about.long_timer_interval_ticks.value_or(3 * kDay)));
  out.key("maximumShortTimerDuration")
      .string(base::format_time_span(about.maximum_short_timer_ticks.value_or(6 * kDay)));
  out.key("defaultHttpAsyncRequestSleepTimeMillseconds")
      .number(about.http_poll_sleep_ms.value_or(30'000));
}

bool is_inbound(EventType type) {
  return type != EventType::orchestrator_started && !model::is_outbound(type) &&
         type != EventType::orchestrator_completed;
}

}  // namespace

std::string worker_payload(const model::History& history, const Begin& begin) {
  const auto episodes = history.episodes();
  std::uint32_t end = static_cast<std::uint32_t>(history.size());
  std::uint32_t played = end;
  if (begin.pass <= episodes.size()) {
    end = episodes[begin.pass - 1].inbound_end.value;
    played = episodes[begin.pass - 1].begin.value;
  }
  JsonWriter out;
  out.begin_object().key("history").begin_array();
  for (std::uint32_t i = 0; i < end; ++i) {
    const model::EventView event = history.at(model::EventIndex{i});
    if (static_cast<std::size_t>(event.type()) > 21) continue;  // no type of the platform's
    write_event(out, event, history.envelope(), i < played && is_inbound(event.type()));
  }
  out.end_array();
  write_payload(out.key("input"), begin.input.view());
  out.key("instanceId").string(begin.instance_id);
  out.key("isReplaying").boolean(begin.is_replaying);
  out.key("parentInstanceId");
  begin.parent_instance_id ? out.string(*begin.parent_instance_id) : out.null();
  write_settings(out, history.envelope());
  out.end_object();
  return out.take();
}

}  // namespace core::orchestrators
