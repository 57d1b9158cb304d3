#include "core/model/event_type.h"

#include <gtest/gtest.h>

namespace core::model {
namespace {

TEST(EventType, NumbersAreThePlatformsOwn) {
  EXPECT_EQ(event_type_from_number(0), EventType::execution_started);
  EXPECT_EQ(event_type_from_number(12), EventType::orchestrator_started);
  EXPECT_EQ(event_type_from_number(21), EventType::execution_rewound);
  EXPECT_EQ(event_type_from_number(22), std::nullopt);
  EXPECT_EQ(event_type_from_number(100), std::nullopt);
  EXPECT_EQ(event_type_from_number(-1), std::nullopt);
}

TEST(EventType, EveryNameComesBack) {
  for (std::int64_t number = 0; number <= 21; ++number) {
    const EventType type = event_type_from_number(number).value();
    EXPECT_EQ(event_type_from_name(name_of(type)), type);
  }
  EXPECT_EQ(event_type_from_name("taskscheduled"), EventType::task_scheduled);
  EXPECT_EQ(event_type_from_name("Sent"), EventType::sent);
  EXPECT_EQ(event_type_from_name("Thrown"), EventType::thrown);
  EXPECT_EQ(event_type_from_name("Unknown"), std::nullopt);
  EXPECT_EQ(name_of(EventType::unknown), "Unknown");
}

TEST(EventType, EveryEventIsOutboundOrComesIn) {
  std::string outbound;
  for (std::int64_t number = 0; number <= 21; ++number) {
    const EventType type = event_type_from_number(number).value();
    if (is_outbound(type)) outbound += std::string(name_of(type)) + " ";
    EXPECT_FALSE(is_outbound(type) && is_completion(type));
    EXPECT_LE(is_schedule(type), is_outbound(type));
  }
  EXPECT_EQ(outbound,
            "ExecutionCompleted ExecutionFailed TaskScheduled SubOrchestrationInstanceCreated "
            "TimerCreated OrchestratorCompleted EventSent ContinueAsNew ");
  EXPECT_TRUE(is_completion(EventType::sent));
  EXPECT_TRUE(is_completion(EventType::thrown));
}

TEST(RuntimeStatus, EveryNameComesBack) {
  EXPECT_EQ(status_from_name("continuedasnew"), RuntimeStatus::continued_as_new);
  EXPECT_EQ(name_of(RuntimeStatus::suspended), "Suspended");
  EXPECT_EQ(status_from_name("Unknown"), std::nullopt);
}

}  // namespace
}  // namespace core::model
