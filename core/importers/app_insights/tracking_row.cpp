#include "core/importers/app_insights/tracking_row.h"

#include <algorithm>
#include <array>

#include "core/base/text.h"
#include "core/importers/common/event_fields.h"
#include "core/importers/common/json_members.h"
#include "core/importers/common/loose_time.h"

namespace core::importers {

using model::EventType;
using model::Payload;
using model::RuntimeStatus;

namespace {

struct StateRow {
  std::string_view function_type;
  std::string_view state;
  EventType type;
  RuntimeStatus status = RuntimeStatus::unknown;
};
constexpr std::array<StateRow, 12> kStates{{
    {"Activity", "Scheduled", EventType::task_scheduled},
    {"Activity", "Completed", EventType::task_completed},
    {"Activity", "Failed", EventType::task_failed},
    {"Orchestrator", "Started", EventType::orchestrator_started},
    {"Orchestrator", "Awaited", EventType::orchestrator_completed},
    {"Orchestrator", "Completed", EventType::execution_completed, RuntimeStatus::completed},
    {"Orchestrator", "Failed", EventType::execution_completed, RuntimeStatus::failed},
    {"Orchestrator", "Terminated", EventType::execution_completed, RuntimeStatus::terminated},
    {"Orchestrator", "ContinuedAsNew", EventType::continue_as_new, RuntimeStatus::continued_as_new},
    {"Orchestrator", "ExternalEventRaised", EventType::event_raised},
    {"Orchestrator", "TimerExpired", EventType::timer_fired},
    {"Orchestrator", "Listening", EventType::unknown},
}};

/// A dimension with or without the prefix of custom properties.
std::string text_of(const JsonMembers& dimensions, const std::string& name) {
  const JsonMember* member = dimensions.find_value("prop" + name);
  if (member == nullptr) member = dimensions.find_value(name);
  return member == nullptr ? std::string() : std::string(member->text);
}

std::int64_t number_of(const JsonMembers& dimensions, const std::string& name) {
  return integer_of({'"', text_of(dimensions, name)}).value_or(-1);
}

void put_unread(const char* member, const std::string& text, TrackedState& state) {
  state.unread.emplace_back(member, base::printable(base::shorten(text, 60)));
}

/// "CreateTimer:2026-03-01T10:00:00Z" while the orchestrator begins to wait.
void put_listening(const std::string& reason, TimelineEvent& event) {
  constexpr std::string_view kTimer = "CreateTimer:";
  if (!reason.starts_with(kTimer)) return;
  event.type = EventType::timer_created;
  event.fire_at = base::parse_timestamp(std::string_view(reason).substr(kTimer.size()));
}

}  // namespace

TrackedState read_tracked_state(const TrackingRow& row) {
  JsonMembers dimensions;
  dimensions.read(row.dimensions);
  TrackedState state;
  state.instance_id = text_of(dimensions, "instanceid");
  state.function = text_of(dimensions, "functionname");
  state.function_type = text_of(dimensions, "functiontype");
  state.state = text_of(dimensions, "state");
  if (const auto time = parse_loose_time(row.time)) {
    state.time = time->time;
    state.is_ambiguous = time->is_ambiguous;
  }
  state.sequence = number_of(dimensions, "sequencenumber");
  for (const auto& [member, name] : {std::pair("sequenceNumber", "sequencenumber"),
                                     std::pair("taskEventId", "taskeventid")}) {
    const std::string text = text_of(dimensions, name);
    if (!text.empty() && !integer_of({'"', text})) put_unread(member, text, state);
  }
  const std::string replay = text_of(dimensions, "isreplay");
  static constexpr std::array<std::string_view, 3> kReplay{"", "true", "false"};
  if (std::none_of(kReplay.begin(), kReplay.end(), [&](std::string_view word) {
        return base::equal_ignoring_case(replay, word);
      })) {
    put_unread("isReplay", replay, state);
  }
  return state;
}

std::vector<TimelineEvent> TrackingReader::read(const TrackingRow& row, const TrackedState& state) {
  JsonMembers dimensions;
  dimensions.read(row.dimensions);
  TimelineEvent event;
  event.place = row.place;
  event.own_type = state.function_type + " " + state.state;
  event.raw = row.dimensions;
  event.time = state.time;
  if (row.is_local || state.is_ambiguous) {
    event.inferred |= static_cast<std::uint8_t>(model::Inferable::timestamp);
  }
  event.name = state.function;
  const std::string reason = text_of(dimensions, "reason");
  // A replayed row tells once more what was told before.
  const bool is_replay = base::equal_ignoring_case(text_of(dimensions, "isreplay"), "true");
  const auto found = std::find_if(kStates.begin(), kStates.end(), [&](const StateRow& candidate) {
    return candidate.function_type == state.function_type && candidate.state == state.state;
  });
  if (found != kStates.end() && !is_replay) {
    event.type = found->type;
    event.status = found->status;
    if (state.state == "Listening") put_listening(reason, event);
  }
  const std::int64_t task = number_of(dimensions, "taskeventid");
  (model::is_completion(event.type) ? event.link : event.id) = task;
  std::string text = text_of(dimensions, state.state == "Completed" ? "output" : "input");
  if (text.empty()) text = reason;
  if (!text.empty()) event.payload = Payload::of_text(std::move(text));
  if (event.type != EventType::orchestrator_started || has_started_) return {event};
  has_started_ = true;
  TimelineEvent start = event;
  start.raw.clear();
  start.payload = {};
  start.name.clear();
  start.inferred |= static_cast<std::uint8_t>(model::Inferable::event);
  event.type = EventType::execution_started;
  return {start, event};
}

}  // namespace core::importers
