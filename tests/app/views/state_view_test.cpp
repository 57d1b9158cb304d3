#include "app/views/state_view.h"

#include <gtest/gtest.h>

#include "app/state/locator.h"
#include "tests/support/trace_fixture.h"

namespace app::views {
namespace {

state::AppState at(std::shared_ptr<core::session::Snapshot> snapshot, const char* locator) {
  state::AppState state;
  set_reading(state, state::build_reading(std::move(snapshot)));
  auto focus = state::resolve(state.reading->stops, state::parse_locator(locator).value(), 0);
  set_focus(state, std::move(focus).value());
  return state;
}

std::string fact(const StateView& view, std::string_view name) {
  for (const auto& [key, text] : view.facts) {
    if (key == name) return text;
  }
  return "absent";
}

TEST(StateView, AYieldShowsTaskAnswerClockAndChangedLocals) {
  const StateView view = build_state_view(at(tests::support::sequence(), "p3.y2"));
  EXPECT_EQ(view.title, "p3.y2");
  EXPECT_EQ(view.place, "order.py:11 in process_order");
  EXPECT_EQ(view.cell, model::CellState::fresh);
  EXPECT_EQ(fact(view, "state"), "fresh");
  EXPECT_EQ(fact(view, "is_replaying"), "True");
  EXPECT_EQ(fact(view, "clock"), "2024-05-01T10:00:05.0000000Z");
  ASSERT_EQ(view.tasks.size(), 1U);
  EXPECT_EQ(view.tasks[0].label, "activity Seattle(\"a1\")");
  EXPECT_EQ(view.tasks[0].scheduled, model::EventIndex{6});
  EXPECT_EQ(view.answer.headline, "Sent by event 9 TaskCompleted");
  EXPECT_EQ(view.answer.event, model::EventIndex{9});
  EXPECT_EQ(view.answer.value.text, "\"r1\"");
  ASSERT_EQ(view.locals.size(), 2U);
  EXPECT_TRUE(view.locals[0].has_changed);
  EXPECT_TRUE(view.locals[1].has_changed);
  EXPECT_EQ(view.changed_locals, 2U);
  EXPECT_EQ(view.locals_note, "As first recorded in p2");
}

TEST(StateView, FramesAreAStackAndNotedReadsAreListed) {
  const auto snapshot = tests::support::sequence();
  auto trace = std::make_shared<model::Trace>(*snapshot->trace);
  trace->places.push_back({"order.py", "main", 40});
  const model::PlaceIndex outer{static_cast<std::uint32_t>(trace->places.size() - 1)};
  trace->spines[0].yields[1].frames = {outer};
  trace->evidence.push_back({.kind = "clock", .detail = "time.time()", .is_refused = false,
                             .place = outer, .pass = model::PassIndex{1},
                             .yield = model::YieldIndex{1}});
  snapshot->trace = trace;
  const StateView view = build_state_view(at(snapshot, "p3.y2"));
  ASSERT_EQ(view.frames.size(), 2U);
  EXPECT_EQ(view.frames[0].function, "process_order");
  EXPECT_TRUE(view.frames[0].is_innermost);
  EXPECT_TRUE(view.frames[0].is_shown);
  EXPECT_EQ(view.frames[1].function, "main");
  EXPECT_EQ(view.frames[1].where, "order.py:40");
  ASSERT_EQ(view.evidence.size(), 1U);
  EXPECT_EQ(view.evidence[0].text, "clock: time.time()");
  EXPECT_EQ(view.evidence[0].line, (state::SourceLine{"order.py", 40}));
  EXPECT_TRUE(build_state_view(at(snapshot, "p3.y1")).evidence.empty());
}

TEST(StateView, AWaitingYieldHasNoAnswerYet) {
  const StateView view = build_state_view(at(tests::support::sequence(), "p2.y2"));
  EXPECT_EQ(view.cell, model::CellState::waiting);
  EXPECT_FALSE(view.answer.is_there);
  EXPECT_EQ(view.answer.headline, "Not answered in this pass");
  EXPECT_EQ(view.locals_note, "");
}

TEST(StateView, AnErrorRaisedIntoTheCodeIsShownAsOne) {
  tests::support::SequenceOptions options;
  options.failing = 0;
  const StateView view = build_state_view(at(tests::support::sequence(options), "p2.y1"));
  EXPECT_TRUE(view.answer.is_error);
  EXPECT_EQ(view.answer.headline, "Raised by event 5 TaskFailed");
  EXPECT_EQ(view.answer.value.text, "payment declined");
}

TEST(StateView, StartShowsTheInputAndEndTheOutcome) {
  const StateView start = build_state_view(at(tests::support::sequence(), "p3.start"));
  EXPECT_EQ(fact(start, "woken by"), "Seattle done");
  EXPECT_EQ(fact(start, "runs again"), "1 yield");
  ASSERT_EQ(start.locals.size(), 1U);
  EXPECT_EQ(start.locals[0].name, "input");
  const StateView end = build_state_view(at(tests::support::sequence(), "p4.end"));
  EXPECT_EQ(fact(end, "outcome"), "returned \"done\"");
  ASSERT_EQ(end.locals.size(), 1U);
  EXPECT_EQ(end.locals[0].text, "\"done\"");
}

TEST(StateView, AFanOutIsATreeWithItsResults) {
  const StateView view = build_state_view(at(tests::support::fan_out(), "p3.y1/2"));
  ASSERT_EQ(view.tasks.size(), 1U);
  const TaskNode& all = view.tasks[0];
  EXPECT_EQ(all.label, "all of 3 tasks");
  ASSERT_EQ(all.children.size(), 3U);
  EXPECT_EQ(all.children[1].label, "activity Hello(\"h1\")");
  EXPECT_EQ(all.children[1].child, std::vector<std::uint32_t>{2});
  EXPECT_TRUE(all.children[1].is_picked);
  EXPECT_FALSE(all.children[0].is_picked);
  ASSERT_EQ(view.answer.value.children.size(), 3U);
  EXPECT_EQ(view.answer.value.children[1].text, "\"b\"");
}

std::size_t count(const TaskNode& node) {
  std::size_t nodes = 1;
  for (const TaskNode& child : node.children) nodes += count(child);
  return nodes;
}

TEST(StateView, ATaskTreeOfSharedTasksIsCut) {
  auto snapshot = tests::support::fan_out();
  auto trace = std::make_shared<model::Trace>(*snapshot->trace);
  auto& yield = trace->spines[0].yields[0];
  std::uint32_t handle = 3;
  for (int level = 0; level < 8; ++level) {
    model::Op op = yield.segment.ops.back();
    op.children.assign(4, model::TaskHandle{handle});
    op.handle = model::TaskHandle{++handle};
    yield.segment.ops.push_back(std::move(op));
  }
  yield.what = model::TaskHandle{handle};
  snapshot->trace = trace;
  const StateView view = build_state_view(at(snapshot, "p1.y1"));
  ASSERT_EQ(view.tasks.size(), 1U);
  EXPECT_EQ(view.tasks[0].label, "all of 4 tasks");
  EXPECT_LT(count(view.tasks[0]), 10'000U);  // 4^8 leaves and more stand in the trace
}

TEST(StateView, ADivergenceShowsBothSides) {
  const StateView view = build_state_view(at(tests::support::diverged(), "p2.y2"));
  EXPECT_EQ(fact(view, "history"), "activity Charge");
  EXPECT_EQ(fact(view, "code"), "activity Refund");
}

TEST(StateView, WithoutCodeItSaysWhyThereIsNothing) {
  const StateView view = build_state_view(at(tests::support::without_code(), "p2.start"));
  EXPECT_EQ(view.locals_note,
            "No code was run: locals are known after an orchestrator was attached");
  EXPECT_TRUE(view.tasks.empty());
}

TEST(StateView, IsStaleWhenTheFocusMoves) {
  state::AppState state = at(tests::support::sequence(), "p2.y1");
  const StateView view = build_state_view(state);
  EXPECT_FALSE(view.is_stale(state));
  set_focus(state, state::Focus{});
  EXPECT_TRUE(view.is_stale(state));
}

}  // namespace
}  // namespace app::views
