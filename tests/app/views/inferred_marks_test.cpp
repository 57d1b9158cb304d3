// What an import worked out is marked wherever it is shown.
#include <gtest/gtest.h>

#include "app/views/event_text.h"
#include "app/views/history_view.h"
#include "app/views/matrix_view.h"
#include "app/views/place_text.h"
#include "app/views/summary_view.h"
#include "app/views/timeline_view.h"
#include "core/model/history_builder.h"
#include "tests/support/trace_fixture.h"

namespace app::views {
namespace {

using model::EventIndex;
using model::Inferable;

template <class... Values>
std::uint8_t bits(Values... values) {
  return static_cast<std::uint8_t>((static_cast<unsigned>(values) | ...));
}

/// A pass whose beginning is not in the file, a call whose time is not, and its recorded answer.
state::ReadingPtr rebuilt() {
  model::HistoryBuilder builder;
  model::EventRecord event;
  event.type = model::EventType::orchestrator_started;
  event.timestamp = tests::support::kFixtureStart;
  event.inferred = bits(Inferable::event);
  builder.append(event);
  event.type = model::EventType::execution_started;
  event.name = "ProcessOrder";
  event.inferred = 0;
  builder.append(event);
  event.type = model::EventType::task_scheduled;
  event.id = model::EventId{0};
  event.name = "Hello";
  event.inferred = bits(Inferable::id, Inferable::timestamp, Inferable::position);
  builder.append(event);
  event = {};
  event.type = model::EventType::task_completed;
  event.link = model::EventId{0};
  event.timestamp = {tests::support::kFixtureStart.ticks + core::base::kTicksPerSecond};
  event.inferred = bits(Inferable::link);
  builder.append(event);
  auto snapshot = tests::support::without_code();
  snapshot->history = builder.finish();
  return state::build_reading(snapshot);
}

TEST(InferredMarks, EventsSayWhatWasWorkedOutAndHow) {
  const auto reading = rebuilt();
  const model::History& history = reading->history();
  EXPECT_EQ(event_title(history, EventIndex{0}), "~event 0 OrchestratorStarted");
  EXPECT_EQ(event_title(history, EventIndex{1}), "event 1 ExecutionStarted");
  EXPECT_EQ(event_number(history, EventIndex{2}), "~event 2");
  EXPECT_EQ(inferred_reasons(history[1]), std::vector<std::string>{});
  EXPECT_EQ(inferred_reasons(history[3]),
            (std::vector<std::string>{"the id that it answers: that of the open call before it "
                                      "whose kind, name and times fit"}));
  const EventDetail detail = event_detail(*reading, EventIndex{2});
  EXPECT_EQ(detail.fields[0].second,
            "worked out, not in the file: id, time, place among the events");
  EXPECT_EQ(detail.fields[1],
            (std::pair<std::string, std::string>{
                "~ how", "id: counted in the order of the calls, as the platform counts them"}));
}

TEST(InferredMarks, PassesWhoseBeginningWasWorkedOutAreMarked) {
  const auto reading = rebuilt();
  const MatrixView matrix(reading);
  ASSERT_EQ(matrix.rows().size(), 1U);
  EXPECT_TRUE(matrix.rows()[0].is_worked_out);
  EXPECT_EQ(matrix.rows()[0].clock, "~10:00:00.000");
  EXPECT_EQ(build_summary_view(*reading).headline, "ProcessOrder is not finished after ~1 pass");
  const MatrixView recorded(state::build_reading(tests::support::without_code()));
  EXPECT_FALSE(recorded.rows()[0].is_worked_out);
}

TEST(InferredMarks, TheTimelineMarksTicksAndBars) {
  const TimelineView timeline(rebuilt());
  ASSERT_EQ(timeline.ticks().size(), 1U);
  EXPECT_EQ(timeline.ticks()[0].label, "~p1");
  std::vector<TimelineBar> bars;
  timeline.visible(0, 0, 1, 1'000, bars);
  ASSERT_EQ(bars.size(), 1U);
  EXPECT_TRUE(bars[0].is_worked_out);
  EXPECT_EQ(timeline.bar_text(0, bars[0]),
            (std::vector<std::string>{
                "Hello", "~event 2 TaskScheduled", "event 3 TaskCompleted",
                "~10:00:00.000 to 10:00:01.000, 1 s",
                "~ TaskScheduled, worked out, not in the file: id, time, place among the events",
                "~ TaskCompleted, worked out, not in the file: the id that it answers"}));
}

TEST(InferredMarks, PlacesOfFindingsAreMarked) {
  const auto reading = rebuilt();
  model::FindingPlace place;
  place.event = EventIndex{2};
  EXPECT_EQ(place_text(*reading, place), "~event 2");
  EXPECT_EQ(place_links(*reading, place).front().text, "~event 2 TaskScheduled");
}

}  // namespace
}  // namespace app::views
