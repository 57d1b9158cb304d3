// How causes are ranked: one trace that leaves the history at p2.y2 (flow.py:5), and what is known
// of it.
#include "core/diagnostics/causes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/core/diagnostics/story.h"

namespace tests {
namespace {

using model::Condition;
using model::Confidence;
using model::PassIndex;
using model::YieldIndex;
using testing::ElementsAre;
using testing::HasSubstr;

model::Trace diverging() {
  model::Trace trace = two_calls_trace(two_calls().tell());
  trace.places.push_back({"flow.py", "flow", 2});
  trace.places.push_back({"flow.py", "flow", 3});
  model::Divergence divergence;
  divergence.kind = model::DivergenceKind::name_differs;
  divergence.pass = PassIndex{1};
  divergence.yield = YieldIndex{1};
  divergence.event = model::EventIndex{6};
  divergence.expected = "activity Charge";
  divergence.actual = "activity B(1)";
  trace.divergence = divergence;
  return trace;
}

/// A read on line 2 (`place` 2) or 3, on the way to a yield from 0.
model::Evidence read(const std::string& kind, const std::string& detail, std::uint32_t place,
                     std::uint32_t yield) {
  return {kind, detail, false, model::PlaceIndex{place}, PassIndex{yield}, YieldIndex{yield}};
}

model::Experiment made(Condition condition, std::uint32_t yield, const std::string& before,
                       const std::string& after) {
  model::Experiment experiment;
  experiment.condition = condition;
  experiment.has_changed = !before.empty();
  experiment.pass = PassIndex{yield};
  experiment.yield = YieldIndex{yield};
  experiment.place = {"flow.py", "flow", 4 + yield};
  experiment.before = before;
  experiment.after = after;
  return experiment;
}

std::vector<std::string> ranked(const model::Trace& trace, const std::string& id = "YS1003") {
  std::vector<std::string> lines;
  for (const model::Cause& cause : finding(diagnose(trace), id).causes) {
    lines.push_back(std::string(name_of(cause.confidence)) + ": " + cause.text);
  }
  return lines;
}

TEST(Causes, NothingReadMeansThatTheCodeWasChanged) {
  EXPECT_THAT(ranked(diverging()),
              ElementsAre("likely: The code was changed after the instance had started: nothing "
                          "from outside was read before this place, and the same code asks for "
                          "the same again."));
}

TEST(Causes, TheNearestReadIsLikelyAndOthersPossible) {
  model::Trace trace = diverging();
  trace.evidence = {read("clock", "time.time()", 2, 0), read("uuid", "uuid.uuid4()", 3, 1)};
  EXPECT_THAT(ranked(trace),
              ElementsAre("likely: uuid.uuid4() at flow.py:3 gives each pass a value of its own.",
                          "possible: time.time() at flow.py:2 gives each pass a value of its own.",
                          "possible: The code was changed after the instance had started."));
  const model::Finding found = finding(diagnose(trace), "YS1003");
  EXPECT_EQ(found.cause, "uuid.uuid4() at flow.py:3 gives each pass a value of its own.");
  EXPECT_EQ(found.causes[0].place.line, 3U);
  EXPECT_THAT(found.fix, testing::StartsWith("Use context.new_guid() or context.new_uuid(). "));
}

TEST(Causes, WhatAnInsertedCallIsGivenDoesNotSayWhyItIsMade) {
  model::Trace trace = diverging();
  trace.alignment = model::Alignment{
      {{model::AlignmentKind::inserted, "activity B(1)", "", {"flow.py", "flow", 5}, model::kNoEvent},
       {model::AlignmentKind::same, "activity B(2)", "activity B", {"flow.py", "flow", 6},
        model::EventIndex{6}}},
      ""};
  trace.places.push_back({"flow.py", "flow", 5});
  trace.evidence = {read("random", "random.random()", 2, 1),
                    read("uuid", "uuid.uuid4()",
                         static_cast<std::uint32_t>(trace.places.size() - 1), 1)};
  EXPECT_THAT(ranked(trace),
              ElementsAre("likely: random.random() at flow.py:2 gives each pass a value of its own.",
                          "possible: uuid.uuid4() at flow.py:5 gives each pass a value of its own.",
                          "possible: The code was changed after the instance had started."));
}

TEST(Causes, WhatWasReadBehindTheDivergenceIsNoCause) {
  model::Trace trace = diverging();
  trace.evidence = {read("clock", "time.time()", 2, 2)};
  EXPECT_EQ(ranked(trace).size(), 1U);
}

TEST(Causes, AnExperimentThatChangesTheCallProvesIt) {
  model::Trace trace = diverging();
  trace.evidence = {read("clock", "time.time()", 2, 0), read("uuid", "uuid.uuid4()", 3, 1)};
  trace.experiments = {made(Condition::none, 0, "", ""),
                       made(Condition::clock, 1, "activity B(1)", "activity Charge(1)"),
                       made(Condition::random, 0, "", "")};
  EXPECT_THAT(ranked(trace),
              ElementsAre("proven: The clock, by time.time() at flow.py:2: with the clock shifted "
                          "the code does \"activity Charge(1)\" (as recorded) instead of "
                          "\"activity B(1)\".",
                          "possible: uuid.uuid4() at flow.py:3 gives each pass a value of its own, "
                          "but nothing changed with others."));
  EXPECT_EQ(finding(diagnose(trace), "YS1003").fix, "Use context.current_utc_datetime.");
}

TEST(Causes, AnExperimentThatChangesOnlyAnArgumentDoesNotProveAnotherName) {
  model::Trace trace = diverging();
  trace.experiments = {made(Condition::random, 1, "activity B(1)", "activity B(2)")};
  EXPECT_THAT(ranked(trace),
              ElementsAre(HasSubstr("likely: The code was changed after the instance had started"),
                          "possible: Random numbers: with others the code does \"activity B(2)\" "
                          "instead of \"activity B(1)\"."));
}

TEST(Causes, AnEarlierChangeIsOnlyLikely) {
  model::Trace trace = diverging();
  trace.experiments = {made(Condition::environment, 0, "activity A(1)", "activity X(1)")};
  EXPECT_THAT(ranked(trace)[0],
              "likely: The environment: with the environment changed at y1 the code does "
              "\"activity X(1)\" instead of \"activity A(1)\".");
}

TEST(Causes, ALaterChangeIsNoCause) {
  model::Trace trace = diverging();
  trace.experiments = {made(Condition::environment, 2, "activity A(1)", "activity X(1)")};
  EXPECT_EQ(ranked(trace).size(), 1U);
}

TEST(Causes, AnExceptionIsWhatReallyWentWrong) {
  model::Trace trace = diverging();
  trace.passes[1].length = 1;
  trace.passes[1].outcome.what = model::Raised{"ValueError", "no price", "", model::PlaceIndex{3}};
  trace.divergence->kind = model::DivergenceKind::ended_early;
  trace.divergence->actual = "the code raises ValueError";
  const auto causes = ranked(trace);
  ASSERT_FALSE(causes.empty());
  EXPECT_EQ(causes[0],
            "likely: The code raised ValueError: no price at flow.py:3, and that ended it: the "
            "exception is what really went wrong, the rest follows from it.");
}

TEST(Causes, RemarksOfTheSourceArePossibleWhereTheWatchNotedNothing) {
  model::Trace trace = diverging();
  trace.source_remarks.push_back({"clock", "datetime.now()", {"flow.py", "flow", 3}, 5, 9, ""});
  trace.source_remarks.push_back({"log", "print(1)", {"flow.py", "flow", 2}, 5, 9, ""});
  const auto causes = ranked(trace);
  ASSERT_EQ(causes.size(), 2U);
  EXPECT_EQ(causes[1],
            "possible: datetime.now() at flow.py:3, found by reading the source; this run did not "
            "note it.");
}

TEST(Causes, WhatFollowsFromSomethingElseHasNone) {
  model::Trace trace = diverging();
  trace.passes[2].verdict = model::Verdict{"D3", model::EventIndex{6}, "text"};
  const auto findings = diagnose(trace);
  EXPECT_TRUE(finding(findings, "YS1002").causes.empty());
  EXPECT_EQ(finding(findings, "YS1002").follows_from, "YS1003");
}

TEST(Causes, PassesThatWereNotRunAreStillTold) {
  model::Trace trace = diverging();
  trace.evidence = {read("clock", "time.time()", 3, 1)};
  trace.passes[1].number = 9;
  trace.passes[2].number = 10;
  trace.passes[3].number = 11;
  EXPECT_EQ(
      finding(diagnose(trace), "YS1003").cause,
      "time.time() at flow.py:3 gives each pass a value of its own. It is the earliest found: "
      "passes 2 to 8 were not run.");
}

TEST(Causes, CodeThatAgreedInAnotherPassWasNotChanged) {
  model::Trace trace = diverging();
  trace.evidence = {read("state", "module variable COUNT", 3, 1)};
  model::Spine fork;
  fork.parent = model::SpineIndex{0};
  fork.fork = 1;
  fork.yields.push_back(trace.spines[0].yields[1]);
  fork.yields[0].segment.ops[0].name = "C";
  trace.spines.push_back(fork);
  trace.passes[2].spine = trace.passes[3].spine = model::SpineIndex{1};
  EXPECT_THAT(
      ranked(trace),
      ElementsAre("likely: module variable COUNT at flow.py:3 is changed by a pass, and the "
                  "next pass starts with it."));
}

}  // namespace
}  // namespace tests
