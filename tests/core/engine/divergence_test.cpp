// Where the code leaves the history. SEMANTICS 4.1 and 6.19 to 6.21.
#include <gtest/gtest.h>

#include "tests/core/engine/run_script.h"

namespace tests::engine {
namespace {

Script calls(std::initializer_list<std::string_view> names) {
  Script script;
  Script::Var var = 0;
  for (const std::string_view name : names) script.call(name).wait(var++);
  return script.returns("\"done\"");
}

Sentences three_cities() {
  Sentences history;
  history.started().scheduled("Tokyo").done();
  history.again().completed(0, "1").scheduled("Seattle").done();
  history.again().completed(1, "2").scheduled("London").done();
  history.again().completed(2, "3").ended(RuntimeStatus::completed, "\"done\"").done();
  return history;
}

TEST(Divergence, TheSameCodeHasNone) {
  const Trace trace = run(calls({"Tokyo", "Seattle", "London"}), three_cities());
  EXPECT_EQ(divergence(trace), "none");
  EXPECT_EQ(trace.passes.size(), 4u) << "an execution that has ended is not run once more";
}

TEST(Divergence, ARenamedActivityDiffersInItsPassAndIsRaisedInTheNext) {
  const Trace trace = run(calls({"Tokyo", "Paris", "London"}), three_cities());
  EXPECT_EQ(divergence(trace),
            "name_differs p2.y2 event 6: activity Seattle / activity Paris(null)");
  EXPECT_EQ(verdict(trace, 2), "none");
  EXPECT_EQ(verdict(trace, 3).substr(0, 7), "D3 at 6");
  EXPECT_EQ(returned(trace, 4), "\"done\"") << "the SDK goes on";
}

TEST(Divergence, TheLastActivityOfAnUnfinishedInstanceIsFoundByTheConfirmingPass) {
  Sentences history;
  history.started().scheduled("Tokyo").done().again().completed(0, "1").scheduled("Seattle");
  history.done();
  const Trace trace = run(calls({"Tokyo", "Paris"}), history);
  ASSERT_EQ(trace.passes.size(), 3u);
  EXPECT_TRUE(trace.passes[2].is_confirming);
  EXPECT_EQ(verdict(trace, 3).substr(0, 7), "D3 at 6");
  EXPECT_EQ(divergence(trace),
            "name_differs p2.y2 event 6: activity Seattle / activity Paris(null)");
}

TEST(Divergence, OnlyTheConfirmingPassRunStillFindsIt) {
  Sentences history;
  history.started().scheduled("Tokyo").done();
  ReplayOptions options;
  options.passes = {core::engine::PassSelection::Mode::one, 2};
  const Trace trace = run(calls({"Paris"}), history, options);
  ASSERT_EQ(trace.passes.size(), 1u);
  EXPECT_EQ(divergence(trace), "name_differs p2.y1 event 2: activity Tokyo / activity Paris(null)");
}

TEST(Divergence, ACallOfAnotherKind) {
  const Trace trace = run(Script().timer(60).wait(0), three_cities());
  EXPECT_EQ(divergence(trace), "kind_differs p1.y1 event 2: activity Tokyo / timer 10:01:01.000");
}

TEST(Divergence, ARemovedCallIsMissing) {
  const Trace trace = run(Script().event("E").wait(0), three_cities());
  EXPECT_EQ(divergence(trace),
            "call_missing p1.y1 event 2: activity Tokyo / no call; the code waits");
}

TEST(Divergence, ReturningBeforeACallIsMissingAtTheEnd) {
  const Trace trace = run(calls({"Tokyo"}), three_cities());
  EXPECT_EQ(divergence(trace),
            "call_missing p2.y2 event 6: activity Seattle / no call; the code returned \"done\"");
}

TEST(Divergence, AnAddedCallBetweenRecordedOnes) {
  Sentences history;
  history.started().scheduled("A").done().again().completed(0, "1").scheduled("B").done();
  const Trace trace = run(
      Script().call("A").call("New").all({0, 1}).wait(2).call("B").wait(3).returns("1"), history);
  EXPECT_EQ(divergence(trace), "call_added p1.y1 no event: no call / activity New(null)");
  EXPECT_EQ(verdict(trace, 3).substr(0, 7), "D3 at 6");
}

TEST(Divergence, ACallAppendedAtTheLiveEndIsLegal) {
  Sentences history;
  history.started().scheduled("A").done().again().completed(0, "1");
  EXPECT_EQ(divergence(run(calls({"A", "New"}), history)), "none");

  Sentences complete;
  complete.started().scheduled("A").done();
  const Trace trace =
      run(Script().call("A").call("New").all({0, 1}).wait(2).returns("1"), complete);
  EXPECT_EQ(divergence(trace), "none");
  EXPECT_EQ(verdict(trace, 2), "none");
}

TEST(Divergence, NamesDifferOnlyInCase) {
  EXPECT_EQ(divergence(run(calls({"tokyo", "SEATTLE", "London"}), three_cities())), "none");
}

TEST(Divergence, CodeThatWaitsWhereTheHistoryEnded) {
  const Trace trace = run(
      Script().call("Tokyo").wait(0).call("Seattle").wait(1).call("London").wait(2).event("E").wait(
          3),
      three_cities());
  EXPECT_EQ(divergence(trace),
            "ended_late p4.y4 event 14: the orchestration ends as Completed / the code waits");
}

TEST(Divergence, CodeThatEndsWhereTheHistoryWentOn) {
  Sentences history;
  history.started().done().again().raised("E", "1").done();
  const Trace trace = run(Script().event("E").wait(0).returns("1"), history);
  EXPECT_EQ(divergence(trace),
            "ended_early p2.y2 no event: the orchestration goes on / the code returned 1");
}

TEST(Divergence, AnEndThatThePlatformForcedIsNoDifference) {
  Sentences history;
  history.started().scheduled("A").done().again().completed(0, "1");
  history.ended(RuntimeStatus::failed, "\"Non-Deterministic workflow detected: …\"").done();
  const Trace trace = run(Script().call("A").wait(0).event("E").wait(1), history);
  EXPECT_EQ(divergence(trace), "none");
}

TEST(Divergence, CodeThatDiffersFromPassToPassForksTheSpine) {
  const auto is_first = [](std::uint32_t pass) { return pass == 1; };
  const auto is_later = [](std::uint32_t pass) { return pass > 1; };
  Script script;
  script.skip_unless(is_first, 2).call("Tokyo").wait(0);
  script.skip_unless(is_later, 2).call("Paris").wait(0);
  const Trace trace = run(script.returns("1"), three_cities());
  ASSERT_EQ(trace.spines.size(), 2u);
  EXPECT_EQ(trace.spines[1].parent, core::model::SpineIndex{0});
  EXPECT_EQ(trace.spines[1].fork, 0u);
  EXPECT_EQ(trace.passes[1].spine, core::model::SpineIndex{1});
  EXPECT_EQ(trace.passes[2].spine, core::model::SpineIndex{1}) << "the newest fork is followed";
  EXPECT_EQ(divergence(trace), "name_differs p2.y1 event 2: activity Tokyo / activity Paris(null)");
}

TEST(Divergence, AForkMayComeBehindSharedYields) {
  const auto is_last = [](std::uint32_t pass) { return pass == 4; };
  const auto is_before = [](std::uint32_t pass) { return pass < 4; };
  Script script;
  script.call("Tokyo").wait(0);
  script.skip_unless(is_before, 2).call("Seattle").wait(1);
  script.skip_unless(is_last, 2).call("Paris").wait(1);
  script.call("London").wait(2);
  const Trace trace = run(script.returns_log(), three_cities());
  ASSERT_EQ(trace.spines.size(), 2u);
  EXPECT_EQ(trace.spines[1].fork, 1u);
  EXPECT_EQ(&trace.yield_at(PassIndex{3}, YieldIndex{0}),
            &trace.yield_at(PassIndex{0}, YieldIndex{0}));
  EXPECT_EQ(core::model::to_text(*trace.find_op(PassIndex{3}, core::model::TaskHandle{1})),
            "activity Paris(null)");
  EXPECT_EQ(returned(trace, 4), R"(["1","2","3"])");
  EXPECT_EQ(actions(trace, 3), "Tokyo Seattle London");
  EXPECT_EQ(actions(trace, 4), "Tokyo Paris London");
  EXPECT_EQ(divergence(trace).substr(0, 24), "name_differs p4.y2 event");
}

}  // namespace
}  // namespace tests::engine
