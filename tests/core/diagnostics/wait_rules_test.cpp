#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/core/diagnostics/story.h"

namespace tests {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// A pass that made these ops before its only yield, which waits for the last one.
model::Trace waiting_for(std::shared_ptr<const model::History> history,
                         std::vector<model::Op> ops) {
  model::Trace trace;
  trace.history = std::move(history);
  trace.spines.emplace_back();
  model::Yield yield;
  yield.what = ops.back().handle;
  yield.segment.ops = std::move(ops);
  trace.spines[0].yields.push_back(yield);
  model::Pass pass;
  pass.length = 1;
  pass.events_end = model::EventIndex{static_cast<std::uint32_t>(trace.history->size())};
  trace.passes.push_back(pass);
  return trace;
}

model::Op event_wait(std::uint32_t handle, const std::string& name) {
  model::Op op = activity(handle, name);
  op.kind = model::ActionKind::external_event;
  return op;
}

TEST(WaitRules, AnEventInAnotherCaseIsReported) {
  HistoryStory story;
  story.started().completed_episode().episode().raised("go", "1").completed_episode();
  const auto findings = diagnose(waiting_for(story.tell(), {event_wait(0, "Go")}));
  ASSERT_THAT(ids(findings), ElementsAre("YS5003"));
  EXPECT_EQ(findings[0].message, "The code waits for event 'Go', but event 'go' was raised.");
}

TEST(WaitRules, AnEventOfAnotherNameIsNot) {
  HistoryStory story;
  story.started().completed_episode().episode().raised("stop", "1").completed_episode();
  EXPECT_THAT(found_in(waiting_for(story.tell(), {event_wait(0, "Go")})), IsEmpty());
}

TEST(WaitRules, AWaitWithEverythingAnsweredIsStuck) {
  HistoryStory story;
  story.started()
      .scheduled(0, "A")
      .completed_episode()
      .episode()
      .completed(0, "1")
      .completed_episode();
  const auto findings = diagnose(waiting_for(story.tell(), {activity(0, "C")}));
  ASSERT_THAT(ids(findings), ElementsAre("YS5004"));
  EXPECT_EQ(findings[0].severity, model::Severity::error);
}

TEST(WaitRules, AWaitForAnOpenCallIsNot) {
  HistoryStory story;
  story.started().scheduled(0, "A").completed_episode();
  EXPECT_THAT(found_in(waiting_for(story.tell(), {activity(0, "A")})), IsEmpty());
}

TEST(WaitRules, AWaitInsideAnUnfinishedEpisodeIsNot) {
  HistoryStory story;
  story.started().scheduled(0, "A").completed_episode().episode().completed(0, "1");
  EXPECT_THAT(found_in(waiting_for(story.tell(), {activity(0, "C")})), IsEmpty());
}

TEST(WaitRules, ReturningWithAnOpenTimerIsReported) {
  HistoryStory story;
  story.started()
      .timer_created(0, {})
      .completed_episode()
      .episode()
      .raised("Go", "1")
      .completed_episode();
  model::Op timer;
  timer.kind = model::ActionKind::timer;
  timer.handle = model::TaskHandle{0};
  model::Op any;
  any.kind = model::ActionKind::any;
  any.handle = model::TaskHandle{2};
  any.children = {timer.handle, model::TaskHandle{1}};
  auto trace = waiting_for(story.tell(), {timer, event_wait(1, "Go"), any});
  trace.passes[0].outcome.what = model::Returned{};
  model::Settled settled;
  settled.handle = model::TaskHandle{1};
  trace.passes[0].outcome.segment.arrived.settled = {settled};
  ASSERT_THAT(found_in(trace), ElementsAre("YS5002"));

  model::Op cancel;
  cancel.verb = model::OpVerb::cancel;
  cancel.handle = timer.handle;
  trace.passes[0].outcome.segment.ops.push_back(cancel);
  EXPECT_THAT(found_in(trace), IsEmpty());
}

TEST(WaitRules, ATaskThatWasNeverYieldedKeepsNothingOpen) {
  HistoryStory story;
  auto trace = waiting_for(story.started().tell(), {activity(0, "A"), activity(1, "B")});
  trace.passes[0].outcome.what = model::Returned{};
  model::Settled settled;
  settled.handle = model::TaskHandle{1};
  trace.passes[0].outcome.segment.arrived.settled = {settled};
  EXPECT_THAT(found_in(trace), IsEmpty());
}

TEST(WaitRules, TheSdksWarningIsShownOnce) {
  HistoryStory story;
  story.started().scheduled(0, "A").completed_episode();
  auto trace = waiting_for(story.tell(), {activity(0, "A")});
  trace.passes.push_back(trace.passes[0]);
  for (auto& pass : trace.passes) {
    pass.warnings = {"Potential duplicate Task completion for TaskId: 3"};
  }
  const auto findings = diagnose(trace);
  ASSERT_THAT(ids(findings), ElementsAre("YS5001"));
  EXPECT_EQ(findings[0].message,
            "The SDK warns: Potential duplicate Task completion for TaskId: 3.");
}

}  // namespace
}  // namespace tests
