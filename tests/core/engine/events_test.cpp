// External events and entity replies: which waiter gets which event. SEMANTICS 3.1, 6.1 to 6.3,
// 6.18, 6.26.
#include <gtest/gtest.h>

#include "tests/core/engine/run_script.h"

namespace tests::engine {
namespace {

Script two_waits_in_turn() {
  return Script().call("A").wait(0).event("X").wait(1).event("X").wait(2).returns_log();
}

TEST(Events, OfTwoBufferedEventsThePythonSdkGivesTheLastOneTwice) {
  const Trace trace = run(two_waits_in_turn(), Sentences()
                                                   .started()
                                                   .scheduled("A")
                                                   .done()
                                                   .again()
                                                   .raised("X", "1")
                                                   .raised("X", "2")
                                                   .completed(0, "0"));
  EXPECT_EQ(returned(trace, 2), R"j(["0","2","2"])j");
}

TEST(Events, OneBufferedEventSatisfiesTwoWaitsAndNoWaitIsEmitted) {
  const Trace trace =
      run(two_waits_in_turn(),
          Sentences().started().scheduled("A").done().again().raised("X", "1").completed(0, "0"));
  EXPECT_EQ(returned(trace, 2), R"j(["0","1","1"])j");
  EXPECT_EQ(actions(trace, 2), "A");
  EXPECT_EQ(trace.passes[1].warnings,
            std::vector<std::string>{"Potential duplicate Task completion for TaskId: X"});
}

TEST(Events, OpenWaitsAreServedNewestFirst) {
  const Trace any = run(Script().event("X").event("X").any({0, 1}).wait(2).returns_log(),
                        Sentences().started().done().again().raised("X", "7"));
  EXPECT_EQ(returned(any, 2), R"j(["(#1=7)"])j");

  const Trace all = run(Script().event("X").event("X").all({0, 1}).wait(2).returns_log(),
                        Sentences().started().done().again().raised("X", "1").raised("X", "2"));
  EXPECT_EQ(returned(all, 2), R"j(["(#0=2 #1=1)"])j");
}

TEST(Events, TheSdkMindsTheCaseOfNamesAndThePlatformDoesNot) {
  Sentences history;
  history.started().done().again().raised("go", "1").done();
  const Trace trace = run(Script().event("Go").wait(0).returns_log(), history);
  EXPECT_EQ(outcome(trace, 2), "waiting");
  EXPECT_EQ(trace.passes[1].warnings,
            std::vector<std::string>{"Potential duplicate Task completion for TaskId: go"});
}

TEST(Events, AnEarlyCompletionResolvesTheTaskWithoutItsAction) {
  const Trace trace =
      run(Script().call("A").wait(0).call("B").wait(1).returns_log(), Sentences()
                                                                          .started()
                                                                          .scheduled("A")
                                                                          .done()
                                                                          .again()
                                                                          .completed(1, "\"early\"")
                                                                          .completed(0, "\"a\""));
  EXPECT_EQ(returned(trace, 2), R"j(["\"a\"","\"early\""])j");
  EXPECT_EQ(actions(trace, 2), "A");
}

TEST(Events, AnEntityIsAnsweredUnderTheIdInItsRequest) {
  Sentences history;
  history.started().sent("g-0").done().again().answered_by_entity("g-0", "5");
  const Trace trace = run(Script().entity("get").wait(0).returns_log(), history);
  EXPECT_EQ(returned(trace, 2), R"j(["5"])j");
  EXPECT_EQ(ids(trace, 2), "0:0");
}

TEST(Events, AnEntitysExceptionIsRaisedWithItsText) {
  Sentences history;
  history.started().sent("g-0").done().again().refused_by_entity("g-0", "no such thing");
  const Trace trace = run(Script().entity("get").wait(0).returns_log(), history);
  EXPECT_EQ(outcome(trace, 2), "raised Exception: no such thing");
}

TEST(Events, AnEntityThatRanOutOfTimeRaisesTheHostsWords) {
  Sentences history;
  history.started().sent("g-0").done().again().answered_by_entity("g-0", "Timeout value of 5 s");
  const Trace trace = run(Script().entity("get").wait(0).returns_log(), history);
  EXPECT_EQ(outcome(trace, 2), "raised Exception: Timeout value of 5 s");
}

TEST(Events, ASignalTakesAnIdAtOnceAndIsEmittedAtOnce) {
  Sentences history;
  history.started().sent("g-0", true).scheduled("A").done().again().completed(1, "1");
  const Trace trace = run(Script().signal("add").call("A").wait(1).returns_log(), history);
  EXPECT_EQ(actions(trace, 1), "signal add A");
  EXPECT_EQ(ids(trace, 1), "-:0 1:1");
  EXPECT_EQ(returned(trace, 2), R"j(["1"])j");
  EXPECT_EQ(divergence(trace), "none");
}

TEST(Events, ASecondCompletionIsDeferredAndWarnedAbout) {
  Sentences history;
  history.started().scheduled("A").done().again().completed(0, "1").again().completed(0, "2");
  const Trace trace = run(Script().call("A").wait(0).event("never").wait(1).returns_log(), history);
  EXPECT_EQ(outcome(trace, 3), "waiting");
  EXPECT_EQ(trace.passes[2].warnings,
            std::vector<std::string>{"Potential duplicate Task completion for TaskId: 0"});
}

TEST(Events, ARewoundRowIsNothing) {
  Sentences history;
  history.started().rewound_row().done().again().scheduled_as(0, "A").done().again().completed(0,
                                                                                               "1");
  const Trace trace = run(Script().call("A").wait(0).returns_log(), history);
  EXPECT_EQ(returned(trace, 3), R"j(["1"])j");
}

}  // namespace
}  // namespace tests::engine
