#include "core/model/history.h"

#include <gtest/gtest.h>

#include "core/model/history_builder.h"

namespace core::model {
namespace {

class Histories : public testing::Test {
 protected:
  EventIndex add(EventType type, std::int32_t id, std::int32_t link = -1) {
    EventRecord record;
    record.type = type;
    record.id = EventId{id};
    record.link = EventId{link};
    return builder_.append(record);
  }

  HistoryBuilder builder_;
};

TEST_F(Histories, ACompletionFindsTheNearestEarlierEventThatScheduledIt) {
  add(EventType::orchestrator_started, -1);
  const EventIndex old_task = add(EventType::task_scheduled, 3);
  const EventIndex first = add(EventType::task_completed, -1, 3);
  const EventIndex early = add(EventType::task_failed, -1, 1);
  const EventIndex new_task = add(EventType::task_scheduled, 3);
  const EventIndex timer = add(EventType::timer_created, 1);
  const EventIndex second = add(EventType::task_completed, -1, 3);
  const EventIndex fired = add(EventType::timer_fired, -1, 1);
  const EventIndex wrong_kind = add(EventType::task_completed, -1, 1);
  const EventIndex raised = add(EventType::event_raised, -1, 3);
  const EventIndex child = add(EventType::sub_orchestration_instance_created, 9);
  const EventIndex failed = add(EventType::sub_orchestration_instance_failed, -1, 9);
  const auto history = builder_.finish();
  EXPECT_EQ(history->scheduled_by(first), old_task);
  EXPECT_EQ(history->scheduled_by(early), std::nullopt);
  EXPECT_EQ(history->scheduled_by(second), new_task);
  EXPECT_EQ(history->scheduled_by(fired), timer);
  EXPECT_EQ(history->scheduled_by(wrong_kind), std::nullopt);
  EXPECT_EQ(history->scheduled_by(raised), std::nullopt);
  EXPECT_EQ(history->scheduled_by(failed), child);
  EXPECT_EQ(history->scheduled_by(new_task), std::nullopt);
}

TEST_F(Histories, EveryEventHasItsEpisode) {
  for (int pass = 0; pass < 3; ++pass) {
    add(EventType::orchestrator_started, -1);
    add(EventType::task_scheduled, pass);
  }
  const auto history = builder_.finish();
  for (std::uint32_t i = 0; i < 6; ++i) {
    EXPECT_EQ(history->episode_of(EventIndex{i}), i / 2);
  }
}

TEST_F(Histories, AnUnknownTypeIsShownAsTheFileSpelledIt) {
  EventExtra extra;
  extra.raw_type = "EntityLockGranted";
  EventRecord record;
  record.extra = &extra;
  builder_.append(record);
  add(EventType::task_scheduled, 0);
  const auto history = builder_.finish();
  EXPECT_EQ((*history)[0].type_name(), "EntityLockGranted");
  EXPECT_EQ((*history)[1].type_name(), "TaskScheduled");
}

TEST_F(Histories, SmallEventsTakeFewBytes) {
  for (std::int32_t i = 0; i < 10'000; ++i) add(EventType::task_scheduled, i);
  EXPECT_LE(builder_.finish()->memory_bytes(), 10'000u * 56);
}

}  // namespace
}  // namespace core::model
