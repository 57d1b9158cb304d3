// The kinds of history event. Numbers 0 to 21 are DTFx's own.
// Source: DTFx src/DurableTask.Core/History/EventType.cs (SEMANTICS 1.1).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace core::model {

enum class EventType : std::uint8_t {
  execution_started = 0,
  execution_completed = 1,
  execution_failed = 2,
  execution_terminated = 3,
  task_scheduled = 4,
  task_completed = 5,
  task_failed = 6,
  sub_orchestration_instance_created = 7,
  sub_orchestration_instance_completed = 8,
  sub_orchestration_instance_failed = 9,
  timer_created = 10,
  timer_fired = 11,
  orchestrator_started = 12,
  orchestrator_completed = 13,
  event_sent = 14,
  event_raised = 15,
  continue_as_new = 16,
  generic_event = 17,
  history_state = 18,
  execution_suspended = 19,
  execution_resumed = 20,
  execution_rewound = 21,
  sent = 100,    ///< ours: a value sent into a plain generator (flavour `generator`)
  thrown = 101,  ///< ours: an error thrown into a plain generator
  unknown = 255, ///< kept as an opaque row
};

/// The platform's own spelling, e.g. "TaskScheduled"; "Unknown" for unknown.
std::string_view name_of(EventType type);
/// By the platform's spelling, ASCII case ignored; empty when nobody knows it.
std::optional<EventType> event_type_from_name(std::string_view name);
/// By DTFx's number; empty when nobody knows it.
std::optional<EventType> event_type_from_number(std::int64_t number);

/// Written by the platform because the orchestrator asked: TaskScheduled, TimerCreated,
/// SubOrchestrationInstanceCreated, EventSent.
inline bool is_schedule(EventType type) {
  return type == EventType::task_scheduled || type == EventType::timer_created ||
         type == EventType::sub_orchestration_instance_created || type == EventType::event_sent;
}
/// A schedule or an end of the execution or OrchestratorCompleted: what an episode writes after
/// its code ran. Everything else is inbound. Source: SEMANTICS 1.4.
inline bool is_outbound(EventType type) {
  // ExecutionTerminated is a request that comes in; the end it leads to is an ExecutionCompleted.
  return is_schedule(type) || type == EventType::execution_completed ||
         type == EventType::execution_failed || type == EventType::continue_as_new ||
         type == EventType::orchestrator_completed;
}
/// Answers a task: TaskCompleted/Failed, SubOrchestrationInstanceCompleted/Failed, TimerFired,
/// EventRaised, Sent, Thrown.
inline bool is_completion(EventType type) {
  switch (type) {
    case EventType::task_completed:
    case EventType::task_failed:
    case EventType::sub_orchestration_instance_completed:
    case EventType::sub_orchestration_instance_failed:
    case EventType::timer_fired:
    case EventType::event_raised:
    case EventType::sent:
    case EventType::thrown:
      return true;
    default:
      return false;
  }
}

/// Source: DTFx OrchestrationStatus.
enum class RuntimeStatus : std::uint8_t {
  running, completed, continued_as_new, failed, canceled, terminated, pending, suspended, unknown,
};
std::string_view name_of(RuntimeStatus status);
std::optional<RuntimeStatus> status_from_name(std::string_view name);

}  // namespace core::model
