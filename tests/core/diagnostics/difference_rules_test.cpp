#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/core/diagnostics/pass_story.h"

namespace tests {
namespace {

using model::EventIndex;
using model::PassIndex;
using model::YieldIndex;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

model::Ledger agreeing_ledger() {
  model::Ledger ledger;
  for (std::uint32_t i = 0; i < 2; ++i) {
    model::Call call;
    call.handle = model::TaskHandle{i};
    call.made_at = YieldIndex{i};
    call.state = model::TaskState::succeeded;
    call.sdk_id = call.platform_id = i;
    call.scheduled = EventIndex{i == 0 ? 2U : 6U};
    call.answered = EventIndex{i == 0 ? 5U : 9U};
    ledger.calls.push_back(call);
  }
  return ledger;
}

TEST(DifferenceRules, DeterministicCodeHasNoFindings) {
  const auto trace = two_calls_trace(two_calls().tell());
  const auto ledger = agreeing_ledger();
  EXPECT_THAT(found_in(trace, &ledger), IsEmpty());
}

TEST(DifferenceRules, TheDivergenceLeadsAndThePlatformsVerdictFollows) {
  auto trace = two_calls_trace(two_calls().tell());
  model::Divergence divergence;
  divergence.kind = model::DivergenceKind::name_differs;
  divergence.pass = PassIndex{1};
  divergence.yield = YieldIndex{1};
  divergence.event = EventIndex{6};
  divergence.expected = "activity 'Charge'";
  divergence.actual = "activity 'B'";
  trace.divergence = divergence;
  trace.passes[2].verdict = model::Verdict{
      "D3", EventIndex{6},
      "Non-Deterministic workflow detected: A previous execution of this orchestration scheduled "
      "an "
      "activity task with sequence number 1 named 'Charge', but the current orchestration replay "
      "instead scheduled an activity task named 'B' with this sequence number."};
  const auto findings = diagnose(trace);
  ASSERT_THAT(ids(findings), ElementsAre("YS1003", "YS1002"));
  EXPECT_EQ(findings[0].message,
            "The code leaves the history at p2.y2 (flow.py:5): the history has activity 'Charge', "
            "the code asks for activity 'B'.");
  EXPECT_EQ(findings[0].place.line, 5U);
  EXPECT_FALSE(findings[0].is_consequence);
  EXPECT_TRUE(findings[1].is_consequence);
  EXPECT_EQ(findings[1].message, "The platform stops the instance in pass 3 (D3).");
  EXPECT_EQ(findings[1].expected, "activity 'Charge' with sequence id 1");
  EXPECT_EQ(findings[1].platform_message, trace.passes[2].verdict->message);
}

TEST(DifferenceRules, ReadsBeforeTheDivergenceAreNamedAsCause) {
  auto trace = two_calls_trace(two_calls().tell());
  model::Divergence divergence;
  divergence.pass = PassIndex{1};
  divergence.yield = YieldIndex{1};
  trace.divergence = divergence;
  model::Evidence evidence;
  evidence.kind = "clock";
  evidence.detail = "time.time()";
  evidence.place = model::PlaceIndex{0};
  evidence.pass = PassIndex{1};
  trace.evidence.push_back(evidence);
  EXPECT_EQ(finding(diagnose(trace), "YS1003").cause,
            "time.time() at flow.py:4 gives each pass a value of its own.");
}

TEST(DifferenceRules, AVerdictWithoutADivergenceLeads) {
  auto trace = two_calls_trace(two_calls().tell());
  trace.passes[3].verdict =
      model::Verdict{"D1", EventIndex{6}, "Non-Deterministic workflow detected: x"};
  const auto findings = diagnose(trace);
  ASSERT_THAT(ids(findings), ElementsAre("YS1002"));
  EXPECT_FALSE(findings[0].is_consequence);
  EXPECT_EQ(findings[0].message,
            "The platform stops the instance in pass 4 (D1), the next time it wakes up.");
}

TEST(DifferenceRules, AnotherOutputIsReported) {
  auto trace = two_calls_trace(two_calls().tell());
  trace.passes[2].outcome.what = model::Returned{model::Payload::of_text("[\"both\"]")};
  trace.passes[3].outcome.what = model::Returned{model::Payload::of_text("[\"both\"]")};
  const auto findings = diagnose(trace);
  ASSERT_THAT(ids(findings), ElementsAre("YS1004"));
  EXPECT_EQ(findings[0].severity, model::Severity::warning);
  EXPECT_EQ(findings[0].message,
            "The output of pass 3 is not the output that the history recorded.");
  EXPECT_EQ(findings[0].expected, "\"both\"");
  EXPECT_EQ(findings[0].actual, "[\"both\"]");
}

TEST(DifferenceRules, AnEqualOutputWrittenOtherwiseIsNotReported) {
  HistoryStory story;
  story.started().ended(model::RuntimeStatus::completed, R"({"a": 1, "b": 2.0})");
  model::Trace trace;
  trace.history = story.tell();
  trace.spines.emplace_back();
  model::Pass pass;
  pass.outcome.what = model::Returned{model::Payload::of_text(R"({"b":2,"a":1})")};
  trace.passes.push_back(pass);
  EXPECT_THAT(found_in(trace), IsEmpty());
}

TEST(DifferenceRules, OutputsThatDifferBetweenPassesAreReported) {
  HistoryStory story;
  story.started().scheduled(0, "A").completed_episode();
  story.episode().completed(0, "\"a\"").scheduled(1, "B").completed_episode();
  story.episode().completed(1, "\"b\"").completed_episode();
  auto trace = two_calls_trace(story.tell());
  trace.passes[3].outcome.what = model::Returned{model::Payload::of_text("\"other\"")};
  const auto findings = diagnose(trace);
  ASSERT_THAT(ids(findings), ElementsAre("YS1007"));
  EXPECT_EQ(findings[0].message, "Passes 3 and 4 return different values from the same history.");
}

TEST(DifferenceRules, AnotherEndIsReported) {
  auto trace = two_calls_trace(two_calls().tell());
  for (const std::size_t i : {2U, 3U}) trace.passes[i].outcome.what = model::Waiting{};
  const auto findings = diagnose(trace);
  ASSERT_THAT(ids(findings), ElementsAre("YS1005"));
  EXPECT_THAT(findings[0].message, testing::StartsWith("The history ends as Completed; pass 3"));
}

TEST(DifferenceRules, ARecordedVerdictIsNotComparedWithTheCodesEnd) {
  HistoryStory story;
  story.started().ended(model::RuntimeStatus::failed, "Non-Deterministic workflow detected: x");
  model::Trace trace;
  trace.history = story.tell();
  trace.spines.emplace_back();
  model::Pass pass;
  pass.outcome.what = model::Returned{};
  trace.passes.push_back(pass);
  EXPECT_THAT(found_in(trace), ElementsAre("YS1001"));
}

TEST(DifferenceRules, PassesThatPartOnTheSameAnswersAreReported) {
  auto trace = two_calls_trace(two_calls().tell());
  model::Spine fork;
  fork.parent = model::SpineIndex{0};
  fork.fork = 1;
  fork.yields.push_back(trace.spines[0].yields[1]);
  fork.yields[0].segment.ops[0].name = "C";
  trace.spines.push_back(fork);
  trace.passes[2].spine = trace.passes[3].spine = model::SpineIndex{1};
  const auto findings = diagnose(trace);
  ASSERT_THAT(ids(findings), ElementsAre("YS1006"));
  EXPECT_EQ(findings[0].message, "Passes 2 and 3 were given the same answers and part at p3.y2.");
  EXPECT_THAT(findings[0].expected, HasSubstr("in pass 2: "));
  EXPECT_THAT(findings[0].actual, HasSubstr("in pass 3: "));
}

TEST(DifferenceRules, PassesThatPartAfterAnotherAnswerAreNot) {
  auto trace = two_calls_trace(two_calls().tell());
  model::Spine fork;
  fork.parent = model::SpineIndex{0};
  fork.fork = 1;
  fork.yields.push_back(trace.spines[0].yields[1]);
  fork.yields[0].segment.arrived.settled[0].value = model::Payload::of_text("\"z\"");
  fork.yields[0].segment.ops[0].name = "C";
  trace.spines.push_back(fork);
  trace.passes[2].spine = trace.passes[3].spine = model::SpineIndex{1};
  EXPECT_THAT(found_in(trace), IsEmpty());
}

TEST(DifferenceRules, ACustomStatusThatDiffersIsNoOtherCall) {
  auto trace = two_calls_trace(two_calls().tell());
  model::Spine fork;
  fork.parent = model::SpineIndex{0};
  fork.fork = 1;
  fork.yields.push_back(trace.spines[0].yields[1]);
  model::Op status;
  status.verb = model::OpVerb::custom_status;
  status.input = model::Payload::of_text("true");
  fork.yields[0].segment.ops.push_back(status);
  trace.spines.push_back(fork);
  trace.passes[2].spine = trace.passes[3].spine = model::SpineIndex{1};
  EXPECT_THAT(found_in(trace), ElementsAre("YS1018")) << "noted, and not YS1006";
}

TEST(DifferenceRules, LocalsMayDiffer) {
  auto trace = two_calls_trace(two_calls().tell());
  model::PassDifference difference{YieldIndex{0}, std::vector<model::LogLine>{}, "{\"x\":1}"};
  trace.passes[1].differs.push_back(difference);
  EXPECT_THAT(found_in(trace), IsEmpty());
}

TEST(DifferenceRules, AnotherInputIsReported) {
  auto trace = two_calls_trace(two_calls().tell());
  trace.spines[0].yields[1].segment.ops[0].input = model::Payload::of_text("2");
  const auto ledger = agreeing_ledger();
  const auto findings = diagnose(trace, &ledger);
  ASSERT_THAT(ids(findings), ElementsAre("YS1008"));
  EXPECT_EQ(findings[0].message, "B is called with another input than the history recorded.");
  EXPECT_EQ(findings[0].expected, "1") << "as the code gave it, without the platform's levels";
  EXPECT_EQ(findings[0].actual, "2");
}

TEST(DifferenceRules, CallsOfOneYieldAreToldOnce) {
  HistoryStory story;
  story.started().scheduled(0, "B", "[\"\\\"Seattle\\\"\"]").scheduled(1, "B", "[\"2\"]");
  model::Trace trace;
  trace.history = story.completed_episode().tell();
  trace.spines.emplace_back();
  model::Yield yield;
  yield.segment.ops = {activity(0, "B", "\"Portland\""), activity(1, "B", "3")};
  yield.what = model::TaskHandle{1};
  trace.spines[0].yields.push_back(yield);
  model::Pass pass;
  pass.length = 1;
  trace.passes.push_back(pass);
  model::Ledger ledger;
  for (std::uint32_t i = 0; i < 2; ++i) {
    model::Call call;
    call.handle = model::TaskHandle{i};
    call.scheduled = EventIndex{2 + i};
    ledger.calls.push_back(call);
  }
  const auto findings = diagnose(trace, &ledger);
  ASSERT_THAT(ids(findings), ElementsAre("YS1008"));
  EXPECT_EQ(findings[0].message, "2 calls of B have another input than the history recorded.");
  EXPECT_EQ(findings[0].expected, "\"Seattle\"");
  EXPECT_EQ(findings[0].actual, "\"Portland\"");
}

TEST(DifferenceRules, AnInputThatWasNotRecordedIsNotCompared) {
  HistoryStory story;
  story.started().scheduled(0, "A").completed_episode();
  story.episode().completed(0, "\"a\"").scheduled(1, "B").completed_episode();
  story.episode().completed(1, "\"b\"").ended(model::RuntimeStatus::completed, "\"both\"");
  auto trace = two_calls_trace(story.tell());
  trace.spines[0].yields[1].segment.ops[0].input = model::Payload::of_text("2");
  const auto ledger = agreeing_ledger();
  EXPECT_THAT(found_in(trace, &ledger), IsEmpty());
}

TEST(DifferenceRules, AnotherDueTimeIsReported) {
  HistoryStory story;
  const base::Timestamp due{100 * base::kTicksPerSecond};
  story.started().timer_created(0, due).completed_episode().episode().timer_fired(0);
  model::Trace trace;
  trace.history = story.tell();
  trace.spines.emplace_back();
  model::Op op;
  op.kind = model::ActionKind::timer;
  op.handle = model::TaskHandle{0};
  op.fire_at = base::Timestamp{due.ticks + base::kTicksPerSecond};
  model::Yield yield;
  yield.segment.ops.push_back(op);
  yield.what = op.handle;
  trace.spines[0].yields.push_back(yield);
  model::Pass pass;
  pass.length = 1;
  trace.passes.push_back(pass);
  model::Ledger ledger;
  model::Call call;
  call.handle = op.handle;
  call.scheduled = EventIndex{2};
  call.answered = EventIndex{5};
  ledger.calls.push_back(call);
  EXPECT_THAT(found_in(trace, &ledger), ElementsAre("YS1009"));

  trace.spines[0].yields[0].segment.ops[0].fire_at = base::Timestamp{due.ticks + 7};
  EXPECT_THAT(found_in(trace, &ledger), IsEmpty()) << "Python cuts the seventh digit";

  constexpr std::int64_t kDay = 24 * 3600 * base::kTicksPerSecond;
  model::Op& timer = trace.spines[0].yields[0].segment.ops[0];
  timer.fire_at = base::Timestamp{due.ticks + 200 * kDay};
  EXPECT_THAT(found_in(trace, &ledger), ElementsAre("YS1009")) << "today's clock, months later";

  timer.fire_at = base::Timestamp{due.ticks + 2 * 3600 * base::kTicksPerSecond};
  timer.utc_offset_seconds = 2 * 3600;
  EXPECT_THAT(found_in(trace, &ledger), IsEmpty()) << "the same moment in another zone";
}

TEST(DifferenceRules, ALegOfALongTimerIsNoOtherDueTime) {
  constexpr std::int64_t kDay = 24 * 3600 * base::kTicksPerSecond;
  HistoryStory history;
  history.started().timer_created(0, {3 * kDay + 3 * base::kTicksPerSecond}).completed_episode();
  PassStory story;
  story.makes(model::ActionKind::timer, "").yields(0);
  auto trace = story.waits(history.tell());
  trace.spines[0].yields[0].segment.ops[0].fire_at = base::Timestamp{10 * kDay};
  auto ledger = agreeing_ledger();
  ledger.calls.resize(1);
  ledger.calls[0].answered = model::kNoEvent;
  EXPECT_THAT(found_in(trace, &ledger), IsEmpty());
}

TEST(DifferenceRules, CountersThatDifferAreReportedOnce) {
  const auto trace = two_calls_trace(two_calls().tell());
  auto ledger = agreeing_ledger();
  ledger.calls[0].platform_id = 1;
  ledger.calls[1].platform_id = 2;
  const auto findings = diagnose(trace, &ledger);
  ASSERT_THAT(ids(findings), ElementsAre("YS1010"));
  EXPECT_THAT(findings[0].message, HasSubstr("as 0, the platform as 1"));
}

}  // namespace
}  // namespace tests
