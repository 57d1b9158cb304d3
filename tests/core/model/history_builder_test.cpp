#include "core/model/history_builder.h"

#include <gtest/gtest.h>

namespace core::model {
namespace {

using enum EventType;

std::shared_ptr<const History> history_of(std::initializer_list<EventType> types) {
  HistoryBuilder builder;
  for (const EventType type : types) {
    EventRecord record;
    record.type = type;
    builder.append(record);
  }
  return builder.finish();
}

/// Each episode as "begin inbound_end end", an incomplete one with a question mark.
std::string episodes_of(std::initializer_list<EventType> types) {
  std::string text;
  const auto history = history_of(types);
  for (const Episode& episode : history->episodes()) {
    text += (text.empty() ? "" : ", ") + std::to_string(episode.begin.value) + " " +
            std::to_string(episode.inbound_end.value) + " " + std::to_string(episode.end.value) +
            (episode.is_complete ? "" : "?");
  }
  return text;
}

TEST(Episodes, AreCutAtOrchestratorStarted) {
  EXPECT_EQ(episodes_of({orchestrator_started, execution_started, task_scheduled,
                         orchestrator_completed, orchestrator_started, task_completed,
                         execution_completed, orchestrator_completed}),
            "0 2 4, 4 6 8");
}

TEST(Episodes, WhatStandsBeforeTheFirstBelongsToIt) {
  EXPECT_EQ(episodes_of({execution_started, generic_event, orchestrator_started, timer_created,
                         orchestrator_completed, orchestrator_started, timer_fired,
                         orchestrator_completed}),
            "0 3 5, 5 7 8");
}

TEST(Episodes, TheLastMayBeTheBeginningOfAnInvocation) {
  EXPECT_EQ(episodes_of({orchestrator_started, execution_started, task_scheduled,
                         orchestrator_completed, orchestrator_started, task_completed}),
            "0 2 4, 4 6 6?");
  EXPECT_EQ(episodes_of({orchestrator_started, execution_started}), "0 2 2?");
}

TEST(Episodes, OneMayResolveNothing) {
  EXPECT_EQ(episodes_of({orchestrator_started, execution_started, task_scheduled, task_scheduled,
                         orchestrator_completed, orchestrator_started, task_completed,
                         orchestrator_completed, orchestrator_started, task_completed}),
            "0 2 5, 5 7 8, 8 10 10?");
}

TEST(Episodes, AfterContinueAsNewOutboundEventsFollowTheFirstOrchestratorCompleted) {
  EXPECT_EQ(
      episodes_of({orchestrator_started, execution_started, event_raised, orchestrator_completed,
                   task_scheduled, timer_created, orchestrator_completed, orchestrator_started,
                   timer_fired, continue_as_new, orchestrator_completed}),
      "0 3 7, 7 9 11");
}

TEST(Episodes, RowsThatARewindHasOverwrittenDoNotExtendTheInboundPart) {
  EXPECT_EQ(episodes_of({orchestrator_started, execution_started, generic_event, task_scheduled,
                         generic_event, orchestrator_completed}),
            "0 3 6");
}

TEST(Episodes, APlainGeneratorHasOne) {
  EXPECT_EQ(episodes_of({sent, thrown, sent}), "0 3 3?");
  EXPECT_EQ(episodes_of({}), "");
}

TEST(HistoryBuilder, EveryMemberComesBack) {
  HistoryBuilder builder;
  builder.reserve(10, 1000);
  EventExtra extra;
  extra.instance_id = "child";
  extra.details = Payload::of_text("why");
  EventRecord record;
  record.type = timer_created;
  record.id = EventId{7};
  record.link = EventId{5};
  record.timestamp = {123};
  record.is_played = true;
  record.name = "Hello";
  record.payload = {PayloadKind::json, "[1]"};
  record.fire_at = base::Timestamp{456};
  record.status = RuntimeStatus::terminated;
  record.extra = &extra;
  builder.append(EventRecord{});
  EXPECT_EQ(builder.append(record), EventIndex{1});
  EXPECT_EQ(builder.size(), 2u);
  const auto history = builder.finish();
  const EventView event = (*history)[1];
  EXPECT_EQ(event.type(), timer_created);
  EXPECT_EQ(event.id(), EventId{7});
  EXPECT_EQ(event.link(), EventId{5});
  EXPECT_EQ(event.timestamp(), base::Timestamp{123});
  EXPECT_TRUE(event.is_played());
  EXPECT_EQ(event.name(), "Hello");
  EXPECT_EQ(event.payload(), (PayloadView{PayloadKind::json, "[1]"}));
  EXPECT_EQ(event.fire_at(), base::Timestamp{456});
  EXPECT_EQ(event.status(), RuntimeStatus::terminated);
  EXPECT_EQ(event.instance_id(), "child");
  EXPECT_EQ(event.details(), (PayloadView{PayloadKind::text, "why"}));
  EXPECT_EQ(event.extra()->event, EventIndex{1});

  const EventView bare = (*history)[0];
  EXPECT_EQ(bare.extra(), nullptr);
  EXPECT_EQ(bare.fire_at(), std::nullopt);
  EXPECT_EQ(bare.name(), "");
  EXPECT_EQ(bare.payload(), PayloadView());
  EXPECT_EQ(bare.id(), kNoEventId);
  EXPECT_EQ(bare.type_name(), "Unknown");
}

TEST(HistoryBuilder, EqualNamesAreKeptOnce) {
  HistoryBuilder builder;
  EventRecord record;
  for (const std::string_view name : {"A", "B", "A", "", "B", "B"}) {
    record.name = name;
    builder.append(record);
  }
  const auto history = builder.finish();
  EXPECT_EQ((*history)[0].name().data(), (*history)[2].name().data());
  EXPECT_EQ((*history)[1].name().data(), (*history)[5].name().data());
  EXPECT_EQ((*history)[4].name(), "B");
  EXPECT_EQ((*history)[3].name(), "");
}

TEST(HistoryBuilder, IsEmptyAfterwards) {
  HistoryBuilder builder;
  EventRecord record;
  record.name = "A";
  builder.append(record);
  builder.envelope().instance_id = "one";
  builder.finish();
  EXPECT_EQ(builder.size(), 0u);
  builder.append(record);
  const auto second = builder.finish();
  EXPECT_EQ(second->size(), 1u);
  EXPECT_EQ((*second)[0].name(), "A");
  EXPECT_EQ(second->envelope().instance_id, "");
}

TEST(HistoryBuilder, FillsTheEnvelopeFromExecutionStartedButNeverReplacesIt) {
  EventExtra extra;
  extra.instance_id = "abc";
  extra.execution_id = "x1";
  extra.parent_instance_id = "parent";
  EventRecord started;
  started.type = execution_started;
  started.name = "Chain";
  started.payload = {PayloadKind::text, "\"in\""};
  started.extra = &extra;
  HistoryBuilder builder;
  builder.append(started);
  const Envelope filled = builder.finish()->envelope();
  EXPECT_EQ(filled.name, "Chain");
  EXPECT_EQ(filled.instance_id, "abc");
  EXPECT_EQ(filled.execution_id, "x1");
  EXPECT_EQ(filled.parent_instance_id, "parent");
  EXPECT_EQ(filled.input, Payload::of_text("\"in\""));

  builder.envelope().instance_id = "given";
  builder.envelope().input = Payload(PayloadKind::null, "");
  builder.append(started);
  const Envelope kept = builder.finish()->envelope();
  EXPECT_EQ(kept.instance_id, "given");
  EXPECT_EQ(kept.input.kind, PayloadKind::null);
}

TEST(Inferred, IsKeptForEachValueOfEachEvent) {
  HistoryBuilder builder;
  EventRecord record;
  builder.append(record);
  record.inferred = static_cast<std::uint8_t>(Inferable::id);
  builder.append(record);
  record.inferred = static_cast<std::uint8_t>(Inferable::event);
  builder.append(record);
  record.inferred = 0;
  builder.append(record);
  const auto history = builder.finish();
  const auto is_inferred = [&](std::size_t event, Inferable value) {
    return (*history)[event].is_inferred(value);
  };
  EXPECT_FALSE(is_inferred(0, Inferable::id));
  EXPECT_TRUE(is_inferred(1, Inferable::id));
  EXPECT_FALSE(is_inferred(1, Inferable::timestamp));
  EXPECT_TRUE(is_inferred(2, Inferable::timestamp));
  EXPECT_FALSE(is_inferred(3, Inferable::event));
}

TEST(Inferred, IsNothingWhereEverythingWasRecorded) {
  EXPECT_FALSE((*history_of({orchestrator_started}))[0].is_inferred(Inferable::timestamp));
}

}  // namespace
}  // namespace core::model
