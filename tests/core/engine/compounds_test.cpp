// any, all and the single parent. SEMANTICS 3.1 (Task states) and 6.7 to 6.14.
#include <gtest/gtest.h>

#include "tests/core/engine/run_script.h"

namespace tests::engine {
namespace {

Sentences two_scheduled() {
  Sentences history;
  history.started().scheduled("A").scheduled("B").done();
  return history;
}

TEST(Compounds, AllGivesItsChildrenInTheOrderOfConstruction) {
  const Trace trace = run(Script().call("A").call("B").all({0, 1}).wait(2).returns_log(),
                          two_scheduled().again().completed(1, "2").again().completed(0, "1"));
  EXPECT_EQ(outcome(trace, 2), "waiting");
  EXPECT_EQ(trace.passes[1].settled_unused.size(), 1u);
  EXPECT_EQ(returned(trace, 3), R"j(["(#0=1 #1=2)"])j");
  EXPECT_EQ(actions(trace, 3), "all[A,B]");
}

TEST(Compounds, AllFailsWithItsFirstFailure) {
  const Trace trace =
      run(Script().call("A").call("B").all({0, 1}).wait(2).returns_log(),
          two_scheduled().again().failed(1, "B broke", "details").completed(0, "1"));
  EXPECT_EQ(outcome(trace, 2), "raised Exception: B broke \\n details");
}

TEST(Compounds, AllTurnsToSuccessWhenTheLastPendingChildSucceedsLater) {
  Sentences history = two_scheduled();
  history.again()
      .failed(0, "A broke")
      .done()
      .again()
      .completed(1, "2")
      .done()
      .again()
      .raised("E", "3");
  const Trace trace = run(Script()
                              .call("A")
                              .call("B")
                              .all({0, 1})
                              .wait_catching(2)
                              .event("E")
                              .wait(3)
                              .wait(2)
                              .returns_log(),
                          history);
  EXPECT_EQ(returned(trace, 4),
            "[\"error:A broke \\n why\",\"3\",\"(#0=error:A broke \\n why #1=2)\"]");
}

TEST(Compounds, ACompoundThatSettlesTwiceInsideAnotherBreaksTheSdk) {
  Sentences history;
  history.started().scheduled("A").scheduled("B").timer_created().done();
  history.again().failed(0, "A broke").done().again().completed(1, "2");
  const Trace trace = run(Script()
                              .call("A")
                              .call("B")
                              .all({0, 1})
                              .timer(60)
                              .any({2, 3})
                              .wait(4)
                              .event("E")
                              .wait(5)
                              .returns_log(),
                          history);
  EXPECT_EQ(outcome(trace, 3),
            "the SDK broke: Exception: Parent Task -1 does not have pending sub-task with ID -1."
            "This most likely means that Task -1 completed twice.");
  EXPECT_TRUE(document(trace, 3).is_internal);
}

TEST(Compounds, AnyIsWonByAFailureWithoutRaisingIt) {
  const Trace trace =
      run(Script().call("A").call("B").any({0, 1}).wait(2).wait_catching(0).returns_log(),
          two_scheduled().again().failed(0, "A broke"));
  EXPECT_EQ(returned(trace, 2), "[\"(#0=error:A broke \\n why)\",\"error:A broke \\n why\"]");
}

TEST(Compounds, AnEmptyCompoundIsNoneAndHasNoAction) {
  const Trace trace = run(Script().all({}).wait(0).any({}).wait(1).call("A").wait(2).returns_log(),
                          Sentences().started().scheduled("A").done().again().completed(0, "1"));
  EXPECT_EQ(returned(trace, 2), R"j(["None","None","1"])j");
  EXPECT_EQ(actions(trace, 2), "A");
}

TEST(Compounds, ATaskTellsOnlyTheCompoundMadeLast) {
  Sentences history;
  history.started().scheduled("A").scheduled("B").done().again().completed(0, "1");
  const Trace trace =
      run(Script().call("A").call("B").call("C").any({0, 1}).any({0, 2}).wait(3).returns_log(),
          history);
  EXPECT_EQ(outcome(trace, 2), "waiting");
}

TEST(Compounds, AFinishedChildInANewCompoundIsAskedAboutAndSkewsTheIds) {
  Sentences history;
  history.started().scheduled("A").done().again().completed(0, "1");
  history.scheduled("C").done().again().completed(1, "\"c\"");
  const Trace trace =
      run(Script().call("A").wait(0).call("B").any({0, 1}).wait(2).call("C").wait(3).returns_log(),
          history);
  EXPECT_EQ(actions(trace, 2), "A C");
  EXPECT_EQ(ids(trace, 2), "0:0 1:- -:- 2:1");
  EXPECT_EQ(outcome(trace, 3), "waiting") << "B took the answer that was meant for C";
  EXPECT_EQ(divergence(trace), "none");
}

TEST(Compounds, ACompoundMadeBeforeItsChildIsYieldedRunsTheChildTwice) {
  Sentences history;
  history.started().scheduled("A").done();
  history.again().completed(0, "\"first\"").scheduled("A").scheduled("B").done();
  history.again().completed(1, "\"second\"").completed(2, "\"b\"");
  const Trace trace =
      run(Script().call("A").call("B").all({0, 1}).wait(0).wait(2).returns_log(), history);
  EXPECT_EQ(actions(trace, 2), "A all[A,B]");
  EXPECT_EQ(divergence(trace), "none");
  EXPECT_EQ(returned(trace, 3), R"j(["\"first\"","(#0=\"first\" #1=\"second\")"])j");
}

TEST(Compounds, ALoserUsedAgainDelaysWhatComesAfterIt) {
  Sentences history;
  history.started().scheduled("A").scheduled("B").done();
  history.again().completed(0, "1").scheduled("C").done();
  history.again().completed(1, "2").done();
  const Trace trace = run(Script()
                              .call("A")
                              .call("B")
                              .any({0, 1})
                              .wait(2)
                              .call("C")
                              .any({1, 3})
                              .wait(4)
                              .call("E")
                              .wait(5)
                              .returns_log(),
                          history);
  EXPECT_EQ(actions(trace, 3), "any[A,B] any[C] E");
  EXPECT_EQ(ids(trace, 3), "0:0 1:1 -:- 2:2 -:- 3:-");
  EXPECT_EQ(divergence(trace), "none") << "E waits for C: no error";
}

TEST(Compounds, TheSameFinishedChildTwiceRaisesWhereTheCompoundIsMade) {
  const Trace trace = run(Script().call("A").wait(0).any({0, 0}).returns_log(),
                          Sentences().started().scheduled("A").done().again().completed(0, "1"));
  EXPECT_EQ(returned(trace, 2),
            R"j(["1","raised:Parent Task -1 does not have pending sub-task with ID 0.)j"
            R"j(This most likely means that Task 0 completed twice."])j");
}

TEST(Compounds, TheSameOpenChildTwiceFailsWhenTheCompoundIsYielded) {
  const Trace trace = run(Script().call("A").all({0, 0}).wait(1).returns_log(),
                          Sentences().started().scheduled("A").done());
  EXPECT_EQ(outcome(trace, 1),
            "raised AttributeError: 'AtomicTask' object has no attribute 'append'");
  EXPECT_EQ(actions(trace, 1), "all[A,A]");
  EXPECT_FALSE(document(trace, 1).is_done);
  EXPECT_EQ(document(trace, 1).error, "'AtomicTask' object has no attribute 'append'");
}

TEST(Compounds, NestedCompoundsSettleUpwards) {
  Sentences history;
  history.started().scheduled("A").scheduled("B").timer_created().done();
  history.again().completed(0, "1").completed(1, "2");
  const Trace trace =
      run(Script().call("A").call("B").all({0, 1}).timer(60).any({2, 3}).wait(4).returns_log(),
          history);
  EXPECT_EQ(returned(trace, 2), R"j(["(#2=(#0=1 #1=2))"])j");
  EXPECT_EQ(actions(trace, 2), "any[all[A,B],timer]");
}

/// all([t, t]) over `bottom`, and so on upwards; the first of them is task `first`.
Script with_doubling(Script script, std::uint32_t bottom, std::uint32_t first, int levels) {
  for (int level = 0; level < levels; ++level) {
    script.all({bottom, bottom});
    bottom = first + static_cast<std::uint32_t>(level);
  }
  return script;
}

TEST(Compounds, AnActionThatDoublesWithEachLevelEndsTheSdk) {
  Sentences history;
  history.started();
  const Trace trace = run(with_doubling(Script().call("A"), 0, 1, 40).wait(40).returns("1"), history);
  EXPECT_EQ(outcome(trace, 1),
            "the SDK broke: MemoryError: the action of the yielded task holds more than 1000000 "
            "actions");
}

TEST(Compounds, AStatusSetJustBeforeTheStackRunsOutStands) {
  Sentences history;
  history.started();
  const Script deep = with_doubling(Script().status("\"deep\"").call("A"), 0, 1, 1000);
  const Trace trace = run(Script(deep).wait(1000).returns("1"), history);
  EXPECT_EQ(outcome(trace, 1), "the SDK broke: RecursionError: maximum recursion depth exceeded");
  EXPECT_EQ(trace.passes[0].custom_status->text, "\"deep\"");
}

TEST(Compounds, LevelsOfSharedScheduledChildrenAreLookedAtOnce) {
  Sentences history = two_scheduled();
  history.again().completed(1, "2").done().again().failed(0, "A broke");
  const Trace trace = run(with_doubling(Script().call("A").call("B").any({0, 1}).wait(2), 0, 3, 40)
                              .wait(42)
                              .returns("1"),
                          history);
  EXPECT_EQ(outcome(trace, 2), "waiting");
  EXPECT_EQ(outcome(trace, 3), "raised Exception: A broke \\n why");
  EXPECT_EQ(actions(trace, 3), "any[A,B]");
}

}  // namespace
}  // namespace tests::engine
