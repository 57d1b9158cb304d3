#include "app/views/event_text.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "core/base/text.h"

namespace app::views {

namespace model = core::model;
using model::EventType;

namespace {
constexpr std::size_t kMostGroups = 3;
constexpr std::int64_t kBegin1971 = 365 * 86'400 * core::base::kTicksPerSecond;

struct InferableName {
  model::Inferable value;
  std::string_view name, how;
};
constexpr std::array kInferableNames{
    InferableName{model::Inferable::id, "id",
                  "counted in the order of the calls, as the platform counts them"},
    InferableName{model::Inferable::link, "the id that it answers",
                  "that of the open call before it whose kind, name and times fit"},
    InferableName{model::Inferable::timestamp, "time",
                  "taken from what the file says nearby; its own is not there, or is rounded"},
    InferableName{model::Inferable::fire_at, "due time", "when the timer was set, and its delay"},
    InferableName{model::Inferable::position, "place among the events",
                  "put where its time and its kind belong"},
};
}  // namespace

std::string time_text(core::base::Timestamp time) {
  return time.ticks < kBegin1971 ? std::string() : format_round_trip(time);
}

std::string clock_text(core::base::Timestamp time) {
  return time.ticks < kBegin1971 ? std::string() : format_clock(time);
}

std::string marked(const model::EventView& event, model::Inferable value, std::string text) {
  return text.empty() || !event.is_inferred(value) ? std::move(text) : "~" + std::move(text);
}

std::string inferred_text(const model::EventView& event) {
  constexpr const char* kSaid = "worked out, not in the file: ";
  if (event.is_inferred(model::Inferable::event)) return std::string(kSaid) + "the whole event";
  std::string names;
  for (const InferableName& each : kInferableNames) {
    if (!event.is_inferred(each.value)) continue;
    names += (names.empty() ? "" : ", ") + std::string(each.name);
  }
  return names.empty() ? names : kSaid + names;
}

std::vector<std::string> inferred_reasons(const model::EventView& event) {
  if (event.is_inferred(model::Inferable::event)) {
    return {"the whole event: formats like this leave it out, and the platform writes one here"};
  }
  std::vector<std::string> reasons;
  for (const InferableName& each : kInferableNames) {
    if (!event.is_inferred(each.value)) continue;
    reasons.push_back(std::string(each.name) + ": " + std::string(each.how));
  }
  return reasons;
}

std::string_view call_name(const model::History& history, const state::EventPairs& pairs,
                           model::EventIndex event) {
  const std::string_view own = history.at(event).name();
  if (!own.empty()) return own;
  const model::EventIndex partner = pairs.partner_of(event);
  return partner == model::kNoEvent ? std::string_view() : history.at(partner).name();
}

std::string trigger_word(const model::History& history, const state::EventPairs& pairs,
                         model::EventIndex event) {
  const model::EventView view = history.at(event);
  const std::string name = core::base::printable(call_name(history, pairs, event));
  switch (view.type()) {
    case EventType::orchestrator_started: return "";
    case EventType::execution_started: return "start";
    case EventType::task_completed:
    case EventType::sub_orchestration_instance_completed:
      return (name.empty() ? "call" : name) + " done";
    case EventType::task_failed:
    case EventType::sub_orchestration_instance_failed:
      return (name.empty() ? "call" : name) + " failed";
    case EventType::timer_fired: return "timer fired";
    case EventType::event_raised: return (name.empty() ? "event" : name) + " raised";
    case EventType::execution_suspended: return "suspended";
    case EventType::execution_resumed: return "resumed";
    case EventType::execution_terminated: return "terminated";
    case EventType::execution_rewound: return "rewound";
    case EventType::sent: return "value sent";
    case EventType::thrown: return "error thrown";
    default: return std::string(view.type_name());
  }
}

std::string trigger_text(const model::History& history, const state::EventPairs& pairs,
                         std::span<const model::EventIndex> events) {
  std::vector<std::pair<std::string, std::size_t>> groups;
  std::size_t others = 0;
  for (const model::EventIndex event : events) {
    std::string word = trigger_word(history, pairs, event);
    if (word.empty()) continue;
    const auto same = std::find_if(groups.begin(), groups.end(),
                                   [&](const auto& group) { return group.first == word; });
    if (same != groups.end()) ++same->second;
    else if (groups.size() < kMostGroups) groups.emplace_back(std::move(word), 1);
    else ++others;
  }
  std::string text;
  for (const auto& [word, count] : groups) {
    if (!text.empty()) text += ", ";
    if (count > 1) text += std::to_string(count) + " × ";
    text += word;
  }
  if (others > 0) text += ", " + std::to_string(others) + " more";
  return text;
}

std::string event_number(const model::History& history, model::EventIndex event) {
  std::string text = "event " + std::to_string(event.value);
  if (event.value >= history.size()) return text;
  return marked(history.at(event), model::Inferable::position, std::move(text));
}

std::string event_title(const model::History& history, model::EventIndex event) {
  if (event.value >= history.size()) return "";
  return event_number(history, event) + " " +
         core::base::printable(history.at(event).type_name());
}

}  // namespace app::views
