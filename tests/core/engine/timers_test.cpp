// Timers: cancelled ones, and legs of long ones under schema V3. SEMANTICS 3.1, Long timers.
#include <gtest/gtest.h>

#include "tests/core/engine/run_script.h"

namespace tests::engine {
namespace {

constexpr std::int64_t kDay = 86'400;

TEST(Timers, ATimerGivesNone) {
  const Trace trace = run(Script().timer(60).wait(0).log_clock().returns_log(),
                          Sentences().started().timer_created().done().again().fired(0));
  EXPECT_EQ(returned(trace, 2), R"(["None","10:00:02.000"])");
  EXPECT_EQ(actions_json(trace, 1),
            R"([[{"actionType":5,"fireAt":"2024-05-01T10:01:01.000000Z","isCanceled":false}]])");
}

TEST(Timers, ACancelledTimerIsShownAsCancelledFromTheStartAndNeverHoldsTheEnd) {
  Sentences history;
  history.started().timer_created().done().again().raised("E", "1").ended(RuntimeStatus::completed);
  const Trace trace =
      run(Script().timer(60).event("E").any({0, 1}).wait(2).cancel(0).returns("1"), history);
  EXPECT_EQ(actions(trace, 1), "any[timer,wait E]");
  EXPECT_EQ(actions(trace, 2), "any[timer(cancelled),wait E]");
  EXPECT_EQ(divergence(trace), "none");
}

TEST(Timers, AnUncancelledTimerHoldsTheEnd) {
  Sentences history;
  history.started().timer_created().done().again().raised("E", "1").done();
  history.again().fired(0).ended(RuntimeStatus::completed);
  const Trace trace = run(Script().timer(60).event("E").any({0, 1}).wait(2).returns("1"), history);
  EXPECT_EQ(outcome(trace, 2), "returned 1");
  EXPECT_EQ(divergence(trace), "none") << "the platform goes on until the timer has fired";
}

TEST(Timers, ALongTimerIsEmittedAsItIsByTheOlderSdk) {
  Sentences history;
  history.started().timer_created().done().again().fired(0);
  const Trace trace = run(Script().timer(10 * kDay).wait(0).returns_log(), history);
  EXPECT_EQ(returned(trace, 2), R"(["None"])");
  EXPECT_EQ(actions(trace, 2), "timer");
}

TEST(Timers, ALongTimerIsCutIntoLegsUnderSchemaV3) {
  Sentences history;
  history.newer_schema(2).started().timer_created().done().again().fired(0);
  const Trace trace = run(Script().timer(10 * kDay).wait(0).returns_log(), history,
                          with_flavour("azure-functions-python-1.3"));
  EXPECT_EQ(document(trace, 1).schema, 3);
  EXPECT_EQ(actions_json(trace, 1),
            R"([[{"actionType":12,"compoundActions":[)"
            R"({"actionType":5,"fireAt":"2024-05-04T10:00:01.000000Z","isCanceled":false}]}]])");
  EXPECT_EQ(actions(trace, 2), "all[timer] timer");
  EXPECT_EQ(outcome(trace, 2), "waiting");
}

TEST(Timers, TheSplitTimerOfThePlatformIsIgnored) {
  Sentences history;
  history.started().scheduled("A").timer_created_as(-100).done();
  history.again().fired(-100).completed(0, "1");
  const Trace trace = run(Script().call("A").wait(0).returns_log(), history);
  EXPECT_EQ(returned(trace, 2), R"(["1"])");
  EXPECT_EQ(verdict(trace, 2), "none");
  EXPECT_EQ(divergence(trace), "none");
}

}  // namespace
}  // namespace tests::engine
