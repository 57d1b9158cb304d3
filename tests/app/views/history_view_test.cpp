#include "app/views/history_view.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "app/views/timeline_view.h"
#include "core/model/history_builder.h"
#include "tests/support/trace_fixture.h"

namespace app::views {
namespace {

using model::EventIndex;

/// Searched to its end.
HistoryView filtered(const char* filter) {
  HistoryView view(state::build_reading(tests::support::sequence()), filter);
  while (view.is_searching()) view.search(std::chrono::milliseconds(1));
  return view;
}

TEST(HistoryView, RowsShowEventsWithTheirPartners) {
  HistoryView view(state::build_reading(tests::support::sequence()), "");
  ASSERT_EQ(view.size(), 16U);
  const HistoryRow scheduled = view.row(2);
  EXPECT_EQ(scheduled.type, "TaskScheduled");
  EXPECT_EQ(scheduled.name, "Tokyo");
  EXPECT_EQ(scheduled.id, "0");
  EXPECT_EQ(scheduled.link, "");
  EXPECT_EQ(scheduled.pass, "p1");
  EXPECT_EQ(scheduled.time, "10:00:02.000");
  EXPECT_EQ(scheduled.partner, EventIndex{5});
  EXPECT_TRUE(scheduled.is_schedule);
  const HistoryRow completed = view.row(5);
  EXPECT_EQ(completed.name, "Tokyo");  // taken from what it answers
  EXPECT_EQ(completed.link, "0");
  EXPECT_EQ(completed.id, "");
  EXPECT_EQ(completed.payload, "\"r0\"");
  EXPECT_EQ(completed.pass, "p2");
  EXPECT_TRUE(view.row(4).begins_pass);
}

TEST(HistoryView, AFilterSaysHowMuchItHides) {
  HistoryView view = filtered("SEATTLE");
  ASSERT_EQ(view.size(), 2U);
  EXPECT_EQ(view.hidden_text(), "2 of 16 events");
  EXPECT_EQ(view.row(0).event, EventIndex{6});
  EXPECT_EQ(view.row(1).event, EventIndex{9});
  EXPECT_EQ(view.row_of(EventIndex{9}), 1U);
  EXPECT_EQ(view.row_of(EventIndex{8}), 0U);
  EXPECT_EQ(view.row_of(EventIndex{0}), 0U);
}

TEST(HistoryView, AFilterLooksIntoPayloads) {
  HistoryView view = filtered("\"r2\"");
  ASSERT_EQ(view.size(), 1U);
  EXPECT_EQ(view.row(0).event, EventIndex{13});
}

TEST(HistoryView, AFilterThatFitsNothingShowsNothing) {
  HistoryView view = filtered("nowhere");
  EXPECT_EQ(view.size(), 0U);
  EXPECT_EQ(view.hidden_text(), "0 of 16 events");
  EXPECT_EQ(view.row_of(EventIndex{3}), 0U);
}

TEST(HistoryView, ALongHistoryIsSearchedInPieces) {
  HistoryView view(state::build_reading(tests::support::staircase(500)), "TaskCompleted");
  ASSERT_GT(view.total(), 1'000U);
  view.search(std::chrono::microseconds(0));
  ASSERT_TRUE(view.is_searching());
  EXPECT_NE(view.hidden_text().find("% searched"), std::string::npos);
  const std::size_t found = view.size();
  const model::EventIndex first = view.row(0).event;
  while (view.is_searching()) view.search(std::chrono::microseconds(0));
  EXPECT_GT(view.size(), found);
  EXPECT_EQ(view.row(0).event, first);
  EXPECT_EQ(view.hidden_text().find("% searched"), std::string::npos);
}

TEST(HistoryView, RowsBeyondTheCacheComeOutRight) {
  HistoryView view(state::build_reading(tests::support::staircase(200)), "");
  for (std::size_t row = 0; row < view.size(); ++row) {
    ASSERT_EQ(view.row(row).event.value, row);
  }
  EXPECT_EQ(view.row(0).type, "OrchestratorStarted");
}

TEST(HistoryView, AFailureIsMarkedAndItsReasonShown) {
  tests::support::SequenceOptions options;
  options.failing = 0;
  HistoryView view(state::build_reading(tests::support::sequence(options)), "");
  EXPECT_TRUE(view.row(5).is_failure);
  EXPECT_EQ(view.row(5).payload, "payment declined");
  EXPECT_FALSE(view.row(2).is_failure);
}

TEST(HistoryView, OneEventInFull) {
  const auto reading = state::build_reading(tests::support::sequence());
  const EventDetail detail = event_detail(*reading, EventIndex{1});
  EXPECT_EQ(detail.title, "event 1 ExecutionStarted");
  EXPECT_EQ(detail.payload, (std::vector<std::string>{"{", "  \"id\": 42", "}"}));
  EXPECT_EQ(event_detail(*reading, EventIndex{5}).fields.back(),
            (std::pair<std::string, std::string>{"answers", "event 2 TaskScheduled"}));
  EXPECT_EQ(event_detail(*reading, model::kNoEvent).title, "");
}

/// A call whose id and time were worked out, its answer in a row that was put there, and a timer.
state::ReadingPtr inferred(std::int64_t start) {
  using model::Inferable;
  const auto bits = [](auto... values) {
    return static_cast<std::uint8_t>((static_cast<unsigned>(values) | ...));
  };
  model::HistoryBuilder builder;
  model::EventRecord call;
  call.type = model::EventType::task_scheduled;
  call.id = model::EventId{3};
  call.name = "Hello";
  call.timestamp = {start};
  call.inferred = bits(Inferable::id, Inferable::timestamp, Inferable::position);
  builder.append(call);
  model::EventRecord answer;
  answer.type = model::EventType::task_completed;
  answer.link = model::EventId{3};
  answer.timestamp = {start + 2 * core::base::kTicksPerSecond};
  answer.inferred = bits(Inferable::event);
  builder.append(answer);
  model::EventRecord timer;
  timer.type = model::EventType::timer_created;
  timer.id = model::EventId{4};
  timer.timestamp = answer.timestamp;
  timer.fire_at = tests::support::kFixtureStart;
  timer.inferred = bits(Inferable::fire_at);
  builder.append(timer);
  auto snapshot = tests::support::without_code();
  snapshot->history = builder.finish();
  return state::build_reading(snapshot);
}

TEST(HistoryView, WhatWasWorkedOutIsMarked) {
  const auto reading = inferred(tests::support::kFixtureStart.ticks);
  HistoryView view(reading, "");
  EXPECT_EQ(view.row(0).number, "~0");
  EXPECT_EQ(view.row(0).time, "~10:00:00.000");
  EXPECT_EQ(view.row(0).exact_time, "~2024-05-01T10:00:00.0000000Z");
  EXPECT_EQ(view.row(0).id, "~3");
  EXPECT_EQ(view.row(0).type, "TaskScheduled");
  EXPECT_EQ(view.row(0).inferred,
            "worked out, not in the file: id, time, place among the events");
  EXPECT_EQ(view.row(1).type, "~TaskCompleted");
  EXPECT_EQ(view.row(1).inferred, "worked out, not in the file: the whole event");
  EXPECT_EQ(view.row(2).number, "2");
  EXPECT_EQ(view.row(2).time, "10:00:02.000");
  EXPECT_EQ(view.row(2).payload, "due ~2024-05-01T10:00:00.0000000Z");
  EXPECT_EQ(event_detail(*reading, EventIndex{0}).fields,
            (std::vector<std::pair<std::string, std::string>>{
                {"~", "worked out, not in the file: id, time, place among the events"},
                {"~ how", "id: counted in the order of the calls, as the platform counts them"},
                {"~ how", "time: taken from what the file says nearby; its own is not there, or is "
                          "rounded"},
                {"~ how", "place among the events: put where its time and its kind belong"},
                {"time", "~2024-05-01T10:00:00.0000000Z"},
                {"id", "~3"},
                {"name", "Hello"},
                {"answered by", "~event 1 TaskCompleted"}}));
  HistoryView recorded(state::build_reading(tests::support::sequence()), "");
  EXPECT_EQ(recorded.row(2).inferred, "");
}

TEST(HistoryView, ATimeThatIsNoneIsNotShown) {
  constexpr std::int64_t kYear1 = -621'355'968'000'000'000;
  for (const std::int64_t start : {std::int64_t{0}, kYear1}) {
    const auto reading = inferred(start);
    HistoryView view(reading, "");
    EXPECT_EQ(view.row(0).time, "");
    EXPECT_EQ(view.row(0).exact_time, "");
    const auto fields = event_detail(*reading, EventIndex{0}).fields;
    EXPECT_TRUE(std::none_of(fields.begin(), fields.end(),
                             [](const auto& field) { return field.first == "time"; }));
    const TimelineView timeline(reading);
    std::vector<TimelineBar> bars;
    timeline.visible(0, 0, 1, 100, bars);
    ASSERT_EQ(bars.size(), 1U);
    EXPECT_EQ(timeline.bar_text(0, bars[0])[3], "2 s");
  }
}

}  // namespace
}  // namespace app::views
