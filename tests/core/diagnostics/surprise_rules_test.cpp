// Rules about what SDK and platform do otherwise than the code reads. Whole cases with real code
// stand in tests/cases/surprises; here each rule fires once and is silent beside it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/core/diagnostics/pass_story.h"

namespace tests {
namespace {

using model::ActionKind;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr ActionKind kEvent = ActionKind::external_event;
constexpr ActionKind kActivity = ActionKind::activity;

/// 0, 1 the start; then an event X in each of the episodes: events 4, 7, 10.
std::shared_ptr<const model::History> events(int count) {
  HistoryStory story;
  story.started().completed_episode();
  for (int i = 0; i < count; ++i) story.episode().raised("X", "1").completed_episode();
  return story.tell();
}

/// A and B are scheduled (2, 3), A is done (6).
HistoryStory two_scheduled() {
  HistoryStory story;
  story.started().scheduled(0, "A").scheduled(1, "B").completed_episode();
  story.episode().completed(0, "1").completed_episode();
  return story;
}

TEST(SurpriseRules, AnEventThatWasReplacedBeforeItsWaitIsLost) {
  PassStory pass;
  pass.makes(kEvent, "X").during(7).yields(0).settles(0, 7);
  const auto found = diagnose(pass.returns(events(2)));
  ASSERT_THAT(ids(found), ElementsAre("YS5005"));
  EXPECT_EQ(found[0].place.event, model::EventIndex{4});
  EXPECT_THAT(found[0].message, HasSubstr("Event 4 (X = 1) is lost: event 7 took its place"));
}

TEST(SurpriseRules, AnEventThatNobodyWaitsForIsNotLost) {
  PassStory pass;
  pass.makes(kEvent, "X").during(1).yields(0).settles(0, 4);
  EXPECT_THAT(found_in(pass.returns(events(2))), IsEmpty());
}

TEST(SurpriseRules, AnEventThatAnswersTwoWaitsIsReported) {
  PassStory pass;
  pass.makes(kEvent, "X").during(4).yields(0).settles(0, 4);
  pass.makes(kEvent, "X").yields(1).settles(1, 4);
  EXPECT_THAT(found_in(pass.returns(events(1))), ElementsAre("YS5006"));
}

TEST(SurpriseRules, EventsInTurnAreNot) {
  PassStory pass;
  pass.makes(kEvent, "X").during(1).yields(0).settles(0, 4);
  pass.makes(kEvent, "X").yields(1).settles(1, 7);
  EXPECT_THAT(found_in(pass.returns(events(2))), IsEmpty());
}

TEST(SurpriseRules, TheNewestOfTwoOpenWaitsIsReportedOnce) {
  PassStory pass;
  pass.makes(kEvent, "X").makes(kEvent, "X").makes(ActionKind::all, "", {0, 1}).during(1);
  pass.yields(2).settles(1, 4).settles(0, 7).settles(2, 7, true, {0, 1});
  EXPECT_THAT(found_in(pass.returns(events(2))), ElementsAre("YS5007"));
}

TEST(SurpriseRules, AWaitThatAnAnyHasLeftTakesNothingFromTheNewest) {
  PassStory pass;  // a loop of reminders: the wait of each round beside a timer
  pass.makes(kEvent, "X").makes(ActionKind::timer, "").makes(ActionKind::any, "", {0, 1}).during(1);
  pass.yields(2).settles(1, 4).settles(2, 4, true, {1});
  pass.makes(kEvent, "X").makes(ActionKind::timer, "").makes(ActionKind::any, "", {3, 4});
  pass.yields(5).settles(3, 7).settles(5, 7, true, {3});
  EXPECT_THAT(found_in(pass.returns(events(2))), Not(Contains("YS5007")));
}

TEST(SurpriseRules, WaitsOfTwoNamesAreNot) {
  PassStory pass;
  pass.makes(kEvent, "Y").makes(kEvent, "X").makes(ActionKind::any, "", {0, 1}).during(1);
  pass.yields(2).settles(1, 4).settles(2, 4, true, {1});
  EXPECT_THAT(found_in(pass.returns(events(1))), IsEmpty());
}

TEST(SurpriseRules, ATaskInTwoOpenCompoundsIsReported) {
  PassStory pass;
  pass.makes(kActivity, "A").makes(kActivity, "B").makes(ActionKind::any, "", {0, 1});
  pass.makes(ActionKind::any, "", {0}).yields(2).settles(0, 6);
  const auto found = diagnose(pass.waits(two_scheduled().tell()));
  EXPECT_EQ(finding(found, "YS2010").severity, model::Severity::error);
}

TEST(SurpriseRules, ALoserInTheNextRaceIsNot) {
  PassStory pass;
  pass.makes(kActivity, "A").makes(kActivity, "B").makes(ActionKind::any, "", {0, 1});
  pass.yields(2).settles(0, 6).settles(2, 6, true, {0});
  pass.makes(kActivity, "C").makes(ActionKind::any, "", {1, 3}).yields(4);
  EXPECT_THAT(found_in(pass.waits(two_scheduled().tell())), Not(Contains("YS2010")));
}

TEST(SurpriseRules, AnEmptyAllIsInformationUntilItsNoneIsUsed) {
  PassStory pass;
  pass.makes(ActionKind::all, "").yields(0);
  HistoryStory story;
  const auto history = story.started().tell();
  const auto found = diagnose(PassStory(pass).returns(history));
  ASSERT_THAT(ids(found), ElementsAre("YS2011"));
  EXPECT_EQ(found[0].severity, model::Severity::information);

  const auto raised =
      diagnose(PassStory(pass).raises(history, "TypeError", "'NoneType' object is not iterable"));
  EXPECT_EQ(finding(raised, "YS2011").severity, model::Severity::warning);
  EXPECT_TRUE(finding(raised, "YS2005").is_consequence);
}

TEST(SurpriseRules, AFailedWinnerIsReportedUnlessItIsYielded) {
  PassStory pass;
  pass.makes(kActivity, "A").makes(kActivity, "B").makes(ActionKind::any, "", {0, 1});
  pass.yields(2).settles(0, 6, false).settles(2, 6, true, {0});
  const auto history = two_scheduled().tell();
  EXPECT_THAT(found_in(PassStory(pass).returns(history)), Contains("YS2012"));
  EXPECT_THAT(found_in(PassStory(pass).yields(0).raises(history, "Exception", "no")),
              Not(Contains("YS2012")));
}

TEST(SurpriseRules, AnAllThatTurnsIsInformationAndAWarningWhenItIsYieldedAgain) {
  PassStory pass;
  pass.makes(kActivity, "A").makes(kActivity, "B").makes(ActionKind::all, "", {0, 1});
  pass.yields(2).settles(0, 6, false).settles(2, 6, false);
  pass.makes(kActivity, "C").yields(3).settles(1, 9).settles(2, 9, true, {0, 1});
  const auto history = two_scheduled().tell();
  EXPECT_EQ(finding(diagnose(PassStory(pass).waits(history)), "YS2013").severity,
            model::Severity::information);
  EXPECT_EQ(finding(diagnose(PassStory(pass).yields(2).waits(history)), "YS2013").severity,
            model::Severity::warning);
}

TEST(SurpriseRules, AYieldedSignalIsReportedWithItsLine) {
  PassStory pass;
  pass.makes(ActionKind::entity_signal, "add").yields(0);
  HistoryStory story;
  const auto found = diagnose(pass.waits(story.started().tell()));
  ASSERT_THAT(ids(found), ElementsAre("YS2006"));
  EXPECT_EQ(found[0].place.line, 4U);
}

TEST(SurpriseRules, ASignalThatIsNotYieldedIsNot) {
  PassStory pass;
  pass.makes(ActionKind::entity_signal, "add");
  HistoryStory story;
  EXPECT_THAT(found_in(pass.returns(story.started().tell())), IsEmpty());
}

TEST(SurpriseRules, AFunctionWithoutYieldIsInformationAndAnErrorWhenItMakesCalls) {
  HistoryStory story;
  const auto history = story.started().tell();
  PassStory pass;
  pass.notes("plain", "def flow");
  EXPECT_EQ(finding(diagnose(PassStory(pass).returns(history)), "YS2007").severity,
            model::Severity::information);
  pass.makes(kActivity, "A");
  const auto found = diagnose(pass.returns(history));
  EXPECT_EQ(finding(found, "YS2007").severity, model::Severity::error);
  EXPECT_EQ(finding(found, "YS2007").cause,
            "It asks for 1 call and yields none: the platform never hears of them.");
}

TEST(SurpriseRules, AWrongNameIsReportedOnce) {
  PassStory pass;
  pass.notes("name", "call_activity sends 'act', the decorator registers 'Real'");
  pass.notes("name", "call_activity sends 'act', the decorator registers 'Real'");
  HistoryStory story;
  EXPECT_THAT(found_in(pass.returns(story.started().tell())), ElementsAre("YS2008"));
}

TEST(SurpriseRules, AFalsyStatusIsReportedWhenItIsTheLast) {
  HistoryStory story;
  const auto history = story.started().tell();
  PassStory pass;
  pass.sets_status("\"busy\"").sets_status("[]");
  EXPECT_THAT(found_in(PassStory(pass).returns(history)), ElementsAre("YS2014"));
  EXPECT_THAT(found_in(pass.sets_status("\"idle\"").returns(history)), IsEmpty());
}

TEST(SurpriseRules, AFlagThatTurnsBackIsReported) {
  HistoryStory story;
  const auto history = story.started().tell();
  PassStory pass;
  pass.makes(kActivity, "A").yields(0).yields(0).yields(0).is_replaying(0, true);
  pass.is_replaying(1, false);
  EXPECT_THAT(found_in(PassStory(pass).returns(history)), Not(Contains("YS2015")));
  EXPECT_THAT(found_in(pass.is_replaying(2, true).returns(history)), Contains("YS2015"));
}

/// What the ledger says of a pass in which A and B were yielded.
model::Ledger ledger_of_two() {
  model::Ledger ledger;
  ledger.platform.status = model::RuntimeStatus::running;
  for (std::uint32_t i = 0; i < 2; ++i) {
    model::Call call;
    call.handle = model::TaskHandle{i};
    call.sdk_id = call.platform_id = i;
    call.sent = 1;
    ledger.calls.push_back(call);
  }
  return ledger;
}

TEST(SurpriseRules, ACallThatWasNotSentBeforeTheEndMixesNothingUp) {
  PassStory pass;
  pass.makes(kActivity, "A").makes(kActivity, "B").yields(0).settles(0, 6);
  model::Ledger ledger = ledger_of_two();
  ledger.calls[1].sent = 0;
  ledger.calls[1].platform_id.reset();
  const auto found = finding(diagnose(pass.returns(two_scheduled().tell()), &ledger), "YS1011");
  EXPECT_EQ(found.severity, model::Severity::warning);
  EXPECT_THAT(found.cause, HasSubstr("the code returned without a further call"));
}

TEST(SurpriseRules, ACallThatWasCountedAndNotSentIsAnError) {
  PassStory pass;
  pass.makes(kActivity, "A").makes(kActivity, "B").yields(0);
  const auto trace = pass.waits(two_scheduled().tell());
  model::Ledger ledger = ledger_of_two();
  EXPECT_THAT(found_in(trace, &ledger), Not(Contains("YS1011")));
  ledger.calls[1].sent = 0;
  ledger.calls[1].platform_id.reset();
  EXPECT_THAT(found_in(trace, &ledger), Contains("YS1011"));
}

TEST(SurpriseRules, ACallThatIsSentTwiceLetsTheCountersPart) {
  PassStory pass;
  pass.makes(kActivity, "A").makes(kActivity, "B").yields(0);
  model::Ledger ledger = ledger_of_two();
  ledger.calls[0].sent = 2;
  ledger.calls[1].platform_id = 2;
  const auto found = diagnose(pass.waits(two_scheduled().tell()), &ledger);
  EXPECT_FALSE(finding(found, "YS1012").is_consequence);
  EXPECT_TRUE(finding(found, "YS1010").is_consequence);
}

TEST(SurpriseRules, ACallThatIsDroppedIsReportedWhenTheCodeIsOver) {
  HistoryStory story;
  const auto history = story.started().tell();
  model::Ledger ledger = ledger_of_two();
  ledger.calls[0].sent = 0;
  ledger.calls[0].sdk_id.reset();
  PassStory pass;
  pass.makes(kActivity, "A").makes(kActivity, "B").yields(1);
  EXPECT_THAT(found_in(PassStory(pass).waits(history), &ledger), Not(Contains("YS2009")));
  EXPECT_THAT(found_in(PassStory(pass).settles(1, 1).returns(history), &ledger),
              Contains("YS2009"));
}

TEST(SurpriseRules, ACallBehindAnotherIsHeldBack) {
  PassStory pass;
  pass.makes(kActivity, "A").makes(kActivity, "B").yields(0).settles(0, 6).yields(1);
  const auto trace = pass.waits(two_scheduled().tell());
  model::Ledger ledger = ledger_of_two();
  ledger.calls[1].platform_id.reset();
  EXPECT_THAT(found_in(trace, &ledger), Not(Contains("YS5008"))) << "nothing is awaited";
  ledger.platform.awaited = model::TaskHandle{0};
  const auto found = diagnose(trace, &ledger);
  EXPECT_THAT(finding(found, "YS5008").message,
              HasSubstr("is not started yet: the platform still awaits A(1)."));
}

TEST(SurpriseRules, TheTimerBehindTheLastAttemptIsExplained) {
  PassStory pass;
  pass.makes(ActionKind::activity_with_retry, "A").yields(0);
  auto trace = pass.waits(two_scheduled().tell());
  trace.spines[0].yields[0].segment.ops[0].max_attempts = 2;
  model::Ledger ledger = ledger_of_two();
  ledger.calls[0].attempts = 1;
  ledger.calls[0].is_on_delay = true;
  EXPECT_THAT(found_in(trace, &ledger), Not(Contains("YS5010")));
  ledger.calls[0].attempts = 2;
  EXPECT_THAT(found_in(trace, &ledger), Contains("YS5010"));
}

TEST(SurpriseRules, AnHttpCallThatIsPolledIsReported) {
  PassStory pass;
  pass.makes(ActionKind::http, "GET").yields(0).settles(0, 6);
  auto trace = pass.returns(two_scheduled().tell());
  auto& settled = trace.passes[0].outcome.segment.arrived.settled[0];
  settled.value = model::Payload::of_text(R"({"statusCode":200})");
  EXPECT_THAT(found_in(trace), Not(Contains("YS5009")));
  settled.value = model::Payload::of_text(R"({"statusCode":202})");
  EXPECT_THAT(found_in(trace), Contains("YS5009"));
  trace.spines[0].yields[0].segment.ops[0].options = R"({"asynchronousPatternEnabled":false})";
  EXPECT_THAT(found_in(trace), Not(Contains("YS5009")));
}

TEST(SurpriseRules, WhatARefusalEndedSaysNothingOfTheInstance) {
  HistoryStory story;
  story.started().ended(model::RuntimeStatus::completed, "1");
  PassStory pass;
  pass.notes("file", "open(x)", true);
  const auto found = diagnose(
      pass.raises(story.tell(), "PermissionError", "Yieldscope refused writing a file"));
  EXPECT_TRUE(finding(found, "YS2005").is_consequence);
  EXPECT_TRUE(finding(found, "YS1005").is_consequence);
  EXPECT_FALSE(finding(found, "YS3007").is_consequence);
  EXPECT_EQ(finding(found, "YS1005").fix, "Look at the refused act first (YS3007).");
}

TEST(SurpriseRules, AnOwnPermissionErrorIsTheCodesOwn) {
  HistoryStory story;
  PassStory pass;
  const auto found =
      diagnose(pass.raises(story.started().tell(), "PermissionError", "not your order"));
  EXPECT_FALSE(finding(found, "YS2005").is_consequence);
}

}  // namespace
}  // namespace tests
