// How the platform goes through a history. SEMANTICS 3.3 and 6.7, 6.16, 6.18.
#include <gtest/gtest.h>

#include "tests/core/engine/run_script.h"

namespace tests::engine {
namespace {

TEST(Platform, EventNamesMeetWithoutCase) {
  // The platform delivers "go" to the wait for "Go" and schedules what comes next; the SDK hangs.
  Sentences history;
  history.started().done().again().raised("go", "1").done().again().raised("Go", "2").done();
  const Trace trace = run(Script().event("Go").wait(0).call("A").wait(1).returns_log(), history);
  EXPECT_EQ(outcome(trace, 2), "waiting");
  EXPECT_EQ(actions(trace, 3), "wait Go A");
}

class DamagedId : public testing::TestWithParam<std::int32_t> {};

TEST_P(DamagedId, SaysNothingAboutTheCode) {
  Sentences history;
  history.started().scheduled_as(GetParam(), "A").done();
  history.again().completed(0, "1").ended(RuntimeStatus::completed);
  const Trace trace = run(Script().call("A").wait(0).returns_log(), history);
  EXPECT_EQ(divergence(trace), "none");
  EXPECT_EQ(verdict(trace, 2), "none");
  EXPECT_EQ(returned(trace, 2), R"(["1"])");
}

TEST_P(DamagedId, HidesNoOtherDifference) {
  Sentences history;
  history.started().scheduled_as(GetParam(), "A").scheduled_as(1, "B").done();
  history.again().completed(0, "1").done();
  const Trace trace = run(Script().call("A").call("C").all({0, 1}).wait(2).returns("1"), history);
  EXPECT_EQ(divergence(trace),
            "name_differs p1.y1 event 3: activity B / activity C(null)");
}

INSTANTIATE_TEST_SUITE_P(Platform, DamagedId, testing::Values(-1, -5, INT32_MIN, INT32_MAX - 1));

TEST(Platform, CodeThatReturnedIsNotCompleteWhileTasksAreOpen) {
  Sentences history;
  history.started().scheduled("A").scheduled("B").done();
  history.again().completed(0, "1").done();
  history.again().completed(1, "2").ended(RuntimeStatus::completed);
  const Trace trace =
      run(Script().call("A").call("B").any({0, 1}).wait(2).returns("\"done\""), history);
  EXPECT_EQ(outcome(trace, 2), "returned \"done\"");
  EXPECT_TRUE(document(trace, 2).is_done);
  EXPECT_EQ(divergence(trace), "none");
}

TEST(Platform, UnderV1AnyOneActionOfAListLetsTheNextBegin) {
  Sentences history;
  history.schema(0).started().scheduled("A").scheduled("B").done();
  history.again().completed(0, "1").scheduled("C").done();
  const Trace trace =
      run(Script().call("A").call("B").any({0, 1}).wait(2).call("C").wait(3).returns("1"), history);
  EXPECT_EQ(divergence(trace), "none");
  EXPECT_EQ(ids(trace, 2), "0:0 1:1 -:- 2:2");
}

TEST(Platform, EventsThatCameTooEarlyAreKept) {
  Sentences history;
  history.started().scheduled("A").done().again().raised("X", "1").done();
  history.again().completed(0, "0").scheduled("B").done();
  const Trace trace =
      run(Script().call("A").wait(0).event("x").wait(1).call("B").wait(2).returns("1"), history);
  EXPECT_EQ(divergence(trace), "call_missing p3.y2 event 9: activity B / no call; the code waits")
      << "the platform delivers x, the SDK waits for it in lower case";
}

TEST(Platform, WhatWasHeldWhileSuspendedComesAfterwards) {
  Sentences history;
  history.started().scheduled("A").done().again().suspended().done();
  history.again().completed(0, "1").done().again().resumed().scheduled("B").done();
  const Trace trace = run(Script().call("A").wait(0).call("B").wait(1).returns("1"), history);
  EXPECT_EQ(divergence(trace), "none");
  EXPECT_EQ(ids(trace, 4), "0:0 1:1");
}

Script cleans_up_after_failure() {
  return Script().call("A").call("B").all({0, 1}).wait_catching(2).call("CleanUp").wait(3).returns(
      "1");
}

TEST(Platform, AnAllThatFailedHoldsTheNextCallUntilItsOtherChildrenAreDone) {
  Sentences history;
  history.started().scheduled("A").scheduled("B").done().again().failed(0, "no").done();
  history.again().completed(1, "2").scheduled("CleanUp").done();
  const Trace trace = run(cleans_up_after_failure(), history);
  EXPECT_EQ(actions(trace, 2), "all[A,B] CleanUp");
  EXPECT_EQ(divergence(trace), "none");
  EXPECT_EQ(verdict(trace, 4), "none");
}

TEST(Platform, AnAllThatFailedMayAlsoLetTheNextCallGoOnAtOnce) {
  Sentences history;
  history.started().scheduled("A").scheduled("B").done();
  history.again().failed(0, "no").scheduled("CleanUp").done();
  history.again().completed(1, "2").done();
  const Trace trace = run(cleans_up_after_failure(), history);
  EXPECT_EQ(divergence(trace), "none");
  EXPECT_EQ(verdict(trace, 4), "none");
  EXPECT_EQ(ids(trace, 2), "0:0 1:1 -:- 2:2");
}

TEST(Platform, EventsAfterContinueAsNewAreCarriedAndNotDelivered) {
  Sentences history;
  history.started().done().again().raised("E", "1").continued_as_new("2").done();
  const Trace trace =
      run(Script().event("E").wait(0).continue_as_new("2").returns("null"), history);
  EXPECT_EQ(outcome(trace, 2), "continued as new with 2");
  EXPECT_EQ(divergence(trace), "none");
}

}  // namespace
}  // namespace tests::engine
