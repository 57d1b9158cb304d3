#include "app/views/timeline_view.h"

#include <gtest/gtest.h>

#include "core/model/history_builder.h"
#include "tests/support/trace_fixture.h"

namespace app::views {
namespace {

using core::base::kTicksPerSecond;
using model::EventIndex;
using model::EventType;
using tests::support::kFixtureStart;

/// Builds a history whose events stand at given seconds.
class Clock {
 public:
  Clock& add(double second, EventType type, std::string_view name = {}, std::int32_t id = -1,
             std::int32_t link = -1) {
    model::EventRecord record;
    record.type = type;
    record.name = name;
    record.id = model::EventId{id};
    record.link = model::EventId{link};
    record.timestamp = at(second);
    builder_.append(record);
    return *this;
  }
  state::ReadingPtr finish() {
    auto snapshot = std::make_shared<core::session::Snapshot>();
    snapshot->history = builder_.finish();
    return state::build_reading(std::move(snapshot));
  }
  static core::base::Timestamp at(double second) {
    return {kFixtureStart.ticks + static_cast<std::int64_t>(second * double{kTicksPerSecond})};
  }

 private:
  model::HistoryBuilder builder_;
};

TEST(TimelineView, LanesAreFunctionsWithOneBarACall) {
  const TimelineView view(state::build_reading(tests::support::sequence()));
  ASSERT_EQ(view.lane_count(), 3U);
  EXPECT_EQ(view.lane_name(1), "Seattle");
  EXPECT_EQ(view.lane_kind(1), LaneKind::activity);
  std::vector<TimelineBar> bars;
  view.visible(1, 0, 1, 800, bars);
  ASSERT_EQ(bars.size(), 1U);
  EXPECT_EQ(bars[0].scheduled, EventIndex{6});
  EXPECT_EQ(bars[0].completed, EventIndex{9});
  EXPECT_DOUBLE_EQ(bars[0].x_begin, 6.0 / 15);
  EXPECT_DOUBLE_EQ(bars[0].x_end, 9.0 / 15);
  ASSERT_EQ(view.ticks().size(), 4U);
  EXPECT_EQ(view.ticks()[2].label, "p3");
  EXPECT_DOUBLE_EQ(view.ticks()[2].x, 8.0 / 15);
  EXPECT_EQ(view.bar_text(1, bars[0]),
            (std::vector<std::string>{"Seattle", "event 6 TaskScheduled", "event 9 TaskCompleted",
                                      "10:00:06.000 to 10:00:09.000, 3 s"}));
}

TEST(TimelineView, IdleTimeIsCutAndWorkIsNot) {
  const auto reading = Clock()
                           .add(0, EventType::orchestrator_started)
                           .add(0, EventType::execution_started, "f")
                           .add(1, EventType::task_scheduled, "Slow", 0)
                           .add(61, EventType::task_completed, {}, -1, 0)
                           .add(62, EventType::timer_created, {}, 1)
                           .add(7262, EventType::timer_fired, {}, -1, 1)
                           .add(7263, EventType::execution_completed)
                           .finish();
  const TimelineView view(reading);
  ASSERT_EQ(view.segments().size(), 3U);
  const TimeSegment& idle = view.segments()[1];
  EXPECT_TRUE(idle.is_idle);
  EXPECT_EQ(idle.begin, Clock::at(62).ticks);
  EXPECT_EQ(idle.label, "2 h idle");
  EXPECT_LT(idle.x_end - idle.x_begin, 0.05);
  EXPECT_DOUBLE_EQ(view.segments()[0].x_begin, 0);
  EXPECT_DOUBLE_EQ(view.segments()[2].x_end, 1);
}

TEST(TimelineView, PositionsAndMomentsAreInverse) {
  const auto reading = Clock()
                           .add(0, EventType::orchestrator_started)
                           .add(1, EventType::timer_created, {}, 0)
                           .add(1000, EventType::timer_fired, {}, -1, 0)
                           .add(1004, EventType::execution_completed)
                           .finish();
  const TimelineView view(reading);
  for (const double second : {0.0, 0.5, 1.0, 300.0, 1000.0, 1002.5, 1004.0}) {
    const auto moment = Clock::at(second);
    EXPECT_NEAR(static_cast<double>(view.time_at(view.x_of(moment)).ticks),
                static_cast<double>(moment.ticks), 1e4)
        << second;
  }
  EXPECT_EQ(view.x_of(Clock::at(-5)), 0);
  EXPECT_EQ(view.x_of(Clock::at(5000)), 1);
}

TEST(TimelineView, OverlappingCallsLieBelowEachOtherAndOpenOnesReachTheEnd) {
  Clock clock;
  clock.add(0, EventType::orchestrator_started);
  for (int i = 0; i < 10; ++i) clock.add(1, EventType::task_scheduled, "Hello", i);
  for (int i = 0; i < 9; ++i) clock.add(2, EventType::task_completed, {}, -1, i);
  const TimelineView view(clock.finish());
  ASSERT_EQ(view.lane_count(), 1U);
  EXPECT_EQ(view.lane_rows(0), TimelineView::kMaxLaneRows);
  std::vector<TimelineBar> bars;
  view.visible(0, 0, 1, 800, bars);
  ASSERT_EQ(bars.size(), 10U);
  EXPECT_EQ(bars[9].state, BarState::open);
  EXPECT_EQ(bars[9].x_end, 1);
}

TEST(TimelineView, ACrowdedLaneAnswersWithPixelsAndLosesNoCall) {
  Clock clock;
  clock.add(0, EventType::orchestrator_started);
  constexpr int kCalls = 5'000;
  for (int i = 0; i < kCalls; ++i) {
    clock.add(0.1 * i, EventType::task_scheduled, "Step", i);
    clock.add(0.1 * i + 0.05, i == 2'500 ? EventType::task_failed : EventType::task_completed, {},
              -1, i);
  }
  const TimelineView view(clock.finish());
  std::vector<TimelineBar> bars;
  view.visible(0, 0, 1, 100, bars);
  EXPECT_LE(bars.size(), 100U);
  std::uint32_t failed = 0;
  for (const TimelineBar& bar : bars) {
    EXPECT_GE(bar.count, 50U);
    failed += bar.state == BarState::failed ? 1 : 0;
  }
  EXPECT_EQ(failed, 1U);
  // Close enough, each call is a bar again.
  view.visible(0, 0.5, 0.501, 100, bars);
  ASSERT_GE(bars.size(), 5U);
  ASSERT_LE(bars.size(), 7U);
  for (const TimelineBar& bar : bars) EXPECT_EQ(bar.count, 1U);
}

TEST(TimelineView, ALongCallIsSeenFromItsMiddle) {
  Clock clock;
  clock.add(0, EventType::orchestrator_started).add(1, EventType::task_scheduled, "Step", 0);
  for (int i = 1; i < 100; ++i) {
    clock.add(1 + i, EventType::task_scheduled, "Step", i);
    clock.add(1.1 + i, EventType::task_completed, {}, -1, i);
  }
  clock.add(200, EventType::task_completed, {}, -1, 0);
  const TimelineView view(clock.finish());
  std::vector<TimelineBar> bars;
  view.visible(0, 0.9, 0.95, 400, bars);
  ASSERT_EQ(bars.size(), 1U);
  EXPECT_EQ(bars[0].scheduled, EventIndex{1});
}

TEST(TimelineView, OneMomentOrNoneIsNoTrouble) {
  const TimelineView one(Clock().add(0, EventType::orchestrator_started).finish());
  EXPECT_EQ(one.segments().size(), 1U);
  EXPECT_EQ(one.lane_count(), 0U);
  EXPECT_EQ(one.x_of(Clock::at(0)), 0);
  const TimelineView none(Clock().finish());
  EXPECT_TRUE(none.segments().empty());
  EXPECT_EQ(none.x_of(Clock::at(0)), 0);
}

}  // namespace
}  // namespace app::views
