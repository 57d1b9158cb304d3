// Retries and their hidden ids. SEMANTICS 3.1 (Retry) and 6.15.
#include <gtest/gtest.h>

#include "tests/core/engine/run_script.h"

namespace tests::engine {
namespace {

TEST(Retry, SucceedsOnTheThirdAttempt) {
  Sentences history;
  history.started().scheduled("A").done();
  history.again().failed(0, "1st").timer_created().done();
  history.again().fired(1).scheduled("A").done();
  history.again().failed(2, "2nd").timer_created().done();
  history.again().fired(3).scheduled("A").done();
  history.again().completed(4, "\"third\"");
  const Trace trace = run(Script().call_with_retry("A", 3).wait(0).returns_log(), history);
  EXPECT_EQ(returned(trace, 6), R"(["\"third\""])");
  EXPECT_EQ(actions(trace, 6), "all[retry A]");
  EXPECT_EQ(divergence(trace), "none");
  EXPECT_EQ(ids(trace, 6), "0:0");
}

TEST(Retry, TheLastFailureWaitsForOneMoreTimer) {
  Sentences history;
  history.started().scheduled("A").done();
  history.again().failed(0, "1st").timer_created().done();
  history.again().fired(1).scheduled("A").done();
  history.again().failed(2, "2nd").timer_created().done();
  history.again().fired(3);
  const Trace trace = run(Script().call_with_retry("A", 2).wait(0).returns_log(), history);
  EXPECT_EQ(outcome(trace, 4), "waiting");
  EXPECT_EQ(outcome(trace, 5), "raised Exception: 2nd \\n why");
  EXPECT_EQ(divergence(trace), "none");
}

TEST(Retry, TheNextCallTakesTheIdAfterTheHiddenOnes) {
  Sentences history;
  history.started().scheduled("A").done();
  history.again().failed(0, "1st").timer_created().done();
  history.again().fired(1).scheduled("A").done();
  history.again().completed(2, "1").scheduled("B").done();
  history.again().completed(3, "2");
  const Trace trace =
      run(Script().call_with_retry("A", 3).wait(0).call("B").wait(1).returns_log(), history);
  EXPECT_EQ(returned(trace, 5), R"(["1","2"])");
  EXPECT_EQ(ids(trace, 5), "0:0 3:3");
}

TEST(Retry, ChildOrchestrationsAreRetriedTheSameWay) {
  Sentences history;
  history.started().child_created("C", "e:0").done();
  history.again().child_failed(0, "1st").timer_created().done();
  history.again().fired(1).child_created("C", "e:2").done();
  history.again().child_completed(2, "1");
  const Trace trace = run(Script().child_with_retry("C", 2).wait(0).returns_log(), history);
  EXPECT_EQ(returned(trace, 4), R"(["1"])");
  EXPECT_EQ(divergence(trace), "none");
}

TEST(Retry, AFailureForGoodStopsThePlatformAndNotTheSdk) {
  Sentences history;
  history.started().scheduled("A").done();
  history.again().failed_for_good(0, "never").done();
  const Trace trace = run(Script().call_with_retry("A", 3).wait(0).returns_log(), history);
  EXPECT_EQ(outcome(trace, 2), "waiting");
  EXPECT_EQ(verdict(trace, 3), "none");
  EXPECT_EQ(divergence(trace), "none");
}

TEST(Retry, FewerAttemptsThanRecordedMissTheTimer) {
  Sentences history;
  history.started().scheduled("A").done();
  history.again().failed(0, "1st").timer_created().done();
  history.again().fired(1).scheduled("A").done();
  const Trace trace = run(Script().call("A").wait_catching(0).returns_log(), history);
  EXPECT_EQ(divergence(trace),
            "call_missing p2.y2 event 6: timer / no call; the code returned "
            "[\"error:1st \\n why\"]");
}

TEST(Retry, ATimerThatFiredBeforeItsFailureSettlesTheWholeWithNone) {
  Sentences history;
  history.started().scheduled("A").done().again().fired(1).again().failed(0, "1st");
  const Trace trace = run(Script().call_with_retry("A", 2).wait(0).returns_log(), history);
  EXPECT_EQ(returned(trace, 3), R"(["None"])");
}

}  // namespace
}  // namespace tests::engine
