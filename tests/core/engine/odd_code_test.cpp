// What the SDK makes of odd code. SEMANTICS 3.1, Odd user code; 6.17, 6.27, 6.29, 6.31.
#include <gtest/gtest.h>

#include "tests/core/engine/run_script.h"

namespace tests::engine {
namespace {

TEST(OddCode, AFinishedTaskYieldedAgainAnswersAtOnceAndTurnsReplayingBack) {
  Sentences history;
  history.started().scheduled("A").done().again().completed(0, "1").scheduled("B").done();
  history.again().completed(1, "2");
  const Trace trace = run(Script()
                              .log_replaying()
                              .call("A")
                              .wait(0)
                              .log_replaying()
                              .call("B")
                              .wait(1)
                              .log_replaying()
                              .wait(0)
                              .log_replaying()
                              .returns_log(),
                          history);
  EXPECT_EQ(returned(trace, 3), R"(["true","1","true","2","false","1","true"])");
  EXPECT_EQ(actions(trace, 3), "A B");
  EXPECT_EQ(trace.passes[2].outcome.segment.arrived.cause, core::model::kNoEvent);
  EXPECT_TRUE(trace.passes[2].outcome.segment.arrived.settled.empty());
}

TEST(OddCode, AYieldedStringBreaksTheSdk) {
  const Trace trace = run(Script().yields_other("str").returns("1"), Sentences().started().done());
  EXPECT_EQ(outcome(trace, 1),
            "the SDK broke: AttributeError: 'str' object has no attribute 'state'");
  EXPECT_EQ(trace.passes[0].length, 1u);
  const core::engine::StateDocument state = document(trace, 1);
  EXPECT_TRUE(state.is_internal);
  EXPECT_EQ(state.error_type, "AttributeError");
}

TEST(OddCode, AYieldedNoneBreaksTheSdkAtTheNextCompletion) {
  const Trace trace = run(Script().yields_other("NoneType").returns("1"),
                          Sentences().started().done().again().raised("E", "1"));
  EXPECT_EQ(outcome(trace, 1), "waiting");
  EXPECT_EQ(outcome(trace, 2),
            "the SDK broke: AttributeError: 'NoneType' object has no attribute 'is_played'");
}

TEST(OddCode, AYieldedSignalIsSentTwiceAndNeverAnswered) {
  Sentences history;
  history.started().sent("g-0", true).sent("g-1", true).done();
  const Trace trace = run(Script().signal("add").wait(0).returns("1"), history);
  EXPECT_EQ(actions(trace, 1), "signal add signal add");
  EXPECT_EQ(outcome(trace, 1), "waiting");
  EXPECT_EQ(divergence(trace), "none");
}

TEST(OddCode, AFailureIsAPlainExceptionOfReasonAndDetails) {
  const Trace trace = run(Script().call("A").wait(0).returns("1"),
                          Sentences().started().scheduled("A").done().again().failed(0, "R", "D"));
  EXPECT_EQ(document(trace, 2).error, "R \n D");
  EXPECT_EQ(document(trace, 2).error_type, "Exception");
}

TEST(OddCode, AResultThatIsNotJsonBreaksTheSdk) {
  const Trace trace =
      run(Script().call("A").wait(0).returns("1"),
          Sentences().started().scheduled("A").done().again().completed(0, "not json"));
  EXPECT_EQ(outcome(trace, 2),
            "the SDK broke: JSONDecodeError: Expecting value: line 1 column 1 (char 0)");
}

TEST(OddCode, SuspensionIsSeenByThePlatformOnly) {
  Sentences history;
  history.started().scheduled("A").done().again().suspended().completed(0, "1").done();
  const Trace trace = run(Script().call("A").wait(0).call("B").wait(1).returns("1"), history);
  EXPECT_EQ(actions(trace, 2), "A B");
  EXPECT_EQ(divergence(trace), "none") << "B is not scheduled while suspended";
  EXPECT_EQ(ids(trace, 2), "0:0 1:-");
}

TEST(OddCode, TerminationIsInvisibleToTheSdk) {
  Sentences history;
  history.started().scheduled("A").done().again().terminated().ended(RuntimeStatus::terminated);
  const Trace trace = run(Script().call("A").wait(0).returns("1"), history);
  EXPECT_EQ(outcome(trace, 2), "waiting");
  EXPECT_EQ(divergence(trace), "none");
}

TEST(OddCode, CodeThatYieldsFinishedTasksForEverRunsOutOfStack) {
  Script script;
  script.call("A").wait(0);
  for (int i = 0; i < 1'000; ++i) script.wait(0);
  const Trace trace = run(script.returns("1"),
                          Sentences().started().scheduled("A").done().again().completed(0, "1"));
  EXPECT_EQ(outcome(trace, 2), "raised RecursionError: maximum recursion depth exceeded");
}

TEST(OddCode, TheClockNeverGoesBack) {
  Sentences history;
  history.started().scheduled("A").done().again().completed(0, "1");
  const Trace trace =
      run(Script().log_clock().call("A").wait(0).log_clock().returns_log(), history);
  EXPECT_EQ(returned(trace, 2), R"(["10:00:01.000","1","10:00:02.000"])");
}

TEST(OddCode, HttpPollingSkewsTheIds) {
  const Trace trace =
      run(Script().http("https://example.test").wait(0).call("Next").wait(1).returns_log(),
          Sentences()
              .started()
              .scheduled("BuiltIn::HttpActivity")
              .done()
              .again()
              .completed(0, R"({"statusCode":202})")
              .timer_created()
              .done()
              .again()
              .fired(1)
              .scheduled("BuiltIn::HttpActivity")
              .done());
  EXPECT_EQ(returned(trace, 3), R"(["{\"statusCode\":202}","None"])")
      << "the poll timer answers the next activity";
  EXPECT_EQ(verdict(trace, 3), "none");
  EXPECT_EQ(divergence(trace), "none");
}

}  // namespace
}  // namespace tests::engine
