#include "core/model/event_type.h"

#include <array>
#include <utility>

#include "core/base/text.h"

namespace core::model {
namespace {

constexpr std::array<std::string_view, 22> kNumberedNames{
    "ExecutionStarted",
    "ExecutionCompleted",
    "ExecutionFailed",
    "ExecutionTerminated",
    "TaskScheduled",
    "TaskCompleted",
    "TaskFailed",
    "SubOrchestrationInstanceCreated",
    "SubOrchestrationInstanceCompleted",
    "SubOrchestrationInstanceFailed",
    "TimerCreated",
    "TimerFired",
    "OrchestratorStarted",
    "OrchestratorCompleted",
    "EventSent",
    "EventRaised",
    "ContinueAsNew",
    "GenericEvent",
    "HistoryState",
    "ExecutionSuspended",
    "ExecutionResumed",
    "ExecutionRewound",
};

constexpr std::array<std::string_view, 9> kStatusNames{
    "Running",    "Completed", "ContinuedAsNew", "Failed",  "Canceled",
    "Terminated", "Pending",   "Suspended",      "Unknown",
};

}  // namespace

std::string_view name_of(EventType type) {
  if (type == EventType::sent) return "Sent";
  if (type == EventType::thrown) return "Thrown";
  const auto number = static_cast<std::size_t>(type);
  return number < kNumberedNames.size() ? kNumberedNames[number] : "Unknown";
}

std::optional<EventType> event_type_from_name(std::string_view name) {
  for (std::size_t number = 0; number < kNumberedNames.size(); ++number) {
    if (base::equal_ignoring_case(kNumberedNames[number], name)) {
      return static_cast<EventType>(number);
    }
  }
  if (base::equal_ignoring_case(name, "Sent")) return EventType::sent;
  if (base::equal_ignoring_case(name, "Thrown")) return EventType::thrown;
  return std::nullopt;
}

std::optional<EventType> event_type_from_number(std::int64_t number) {
  if (number < 0 || number >= static_cast<std::int64_t>(kNumberedNames.size())) {
    return std::nullopt;
  }
  return static_cast<EventType>(number);
}

std::string_view name_of(RuntimeStatus status) {
  return kStatusNames[static_cast<std::size_t>(status)];
}

std::optional<RuntimeStatus> status_from_name(std::string_view name) {
  for (std::size_t i = 0; i < static_cast<std::size_t>(RuntimeStatus::unknown); ++i) {
    if (base::equal_ignoring_case(kStatusNames[i], name)) return static_cast<RuntimeStatus>(i);
  }
  return std::nullopt;
}

}  // namespace core::model
