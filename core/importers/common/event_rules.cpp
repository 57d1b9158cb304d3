#include "core/importers/common/event_rules.h"

#include <array>

namespace core::importers {

using model::EventType;

namespace {

constexpr Field kNone = Field::none;
constexpr std::uint32_t kName = bit(Field::name);
constexpr std::uint32_t kLink = bit(Field::task_scheduled_id);

// In the order of the platform's numbers, so that the number is the index.
constexpr std::array<EventRule, 22> kRules{{
    {EventType::execution_started, Field::input, kNone, kName},
    {EventType::execution_completed, Field::result, kNone, bit(Field::orchestration_status)},
    {EventType::execution_failed, Field::result, Field::reason},
    {EventType::execution_terminated, Field::input, Field::reason},
    {EventType::task_scheduled, Field::input, kNone, kName},
    {EventType::task_completed, Field::result, kNone, kLink, true},
    {EventType::task_failed, Field::reason, kNone, kLink},
    {EventType::sub_orchestration_instance_created, Field::input, kNone, kName},
    {EventType::sub_orchestration_instance_completed, Field::result, kNone, kLink, true},
    {EventType::sub_orchestration_instance_failed, Field::reason, kNone, kLink},
    {EventType::timer_created, kNone, kNone, bit(Field::fire_at)},
    {EventType::timer_fired, kNone, kNone, bit(Field::timer_id)},
    {EventType::orchestrator_started},
    {EventType::orchestrator_completed},
    {EventType::event_sent, Field::input, kNone, bit(Field::instance_id)},
    {EventType::event_raised, Field::input, kNone, kName, true},
    {EventType::continue_as_new, Field::result},
    {EventType::generic_event, Field::data, Field::reason},
    {EventType::history_state, Field::state},
    {EventType::execution_suspended, Field::reason, Field::input},
    {EventType::execution_resumed, Field::reason, Field::input},
    {EventType::execution_rewound, Field::reason},
}};
constexpr EventRule kSent{EventType::sent, Field::result, Field::input};
constexpr EventRule kThrown{EventType::thrown, Field::reason, Field::result};
constexpr EventRule kUnknown{EventType::unknown};

}  // namespace

const EventRule& rule_of(EventType type) {
  const auto number = static_cast<std::size_t>(type);
  if (number < kRules.size()) return kRules[number];
  return type == EventType::sent ? kSent : type == EventType::thrown ? kThrown : kUnknown;
}

}  // namespace core::importers
