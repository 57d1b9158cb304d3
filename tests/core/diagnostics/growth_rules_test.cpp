// Rules about size: values, generations, loops, and the cost of replaying.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/core/diagnostics/pass_story.h"

namespace tests {
namespace {

using model::ActionKind;
using model::Severity;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

std::shared_ptr<const model::History> chain(int calls) {
  HistoryStory story;
  story.started();
  for (int i = 0; i < calls; ++i) {
    story.scheduled(i, "A").completed_episode().episode().completed(i, "1");
  }
  story.scheduled(calls, "A").completed_episode();
  return story.tell();
}

/// Passes over a chain: pass k waits at yield k. `step`: every how many passes one was run.
model::Trace chain_trace(std::uint32_t calls, std::uint32_t step = 1) {
  PassStory story;
  for (std::uint32_t i = 0; i <= calls; ++i) story.makes(ActionKind::activity, "A").yields(i);
  model::Trace trace = story.waits(chain(static_cast<int>(calls)));
  const model::Pass last = trace.passes[0];
  trace.passes.clear();
  for (std::uint32_t number = 1; number <= calls + 1; number += step) {
    model::Pass pass = last;
    pass.number = number;
    pass.length = number;
    trace.passes.push_back(pass);
  }
  return trace;
}

TEST(ReplayCost, AThousandCallsInARowCostHalfAMillionYields) {
  const auto found = finding(diagnose(chain_trace(1000)), "YS4012");
  EXPECT_EQ(found.severity, Severity::warning);
  EXPECT_EQ(found.message,
            "1,001 passes ran 500,500 yields to get past 1,000: 499,500 of them again.");
  EXPECT_EQ(found.expected, "with continue_as_new after about 100 yields: about 50,000 in all");
  EXPECT_EQ(found.fix,
            "Call continue_as_new after about 100 yields, or start independent calls together "
            "with task_all, or move parts into child orchestrations.");
}

TEST(ReplayCost, SampledPassesGiveAnEstimate) {
  const auto found = finding(diagnose(chain_trace(1000, 100)), "YS4012");
  EXPECT_EQ(found.message,
            "1,001 passes ran about 500,500 yields to get past 1,000: about 499,500 of them "
            "again.");
}

TEST(ReplayCost, AFewCallsAreSilentAndAFewHundredANote) {
  EXPECT_THAT(found_in(chain_trace(150)), IsEmpty());
  EXPECT_EQ(finding(diagnose(chain_trace(220)), "YS4012").severity, Severity::information);
}

TEST(LongGeneration, TenThousandEventsAreReported) {
  HistoryStory story;
  story.started();
  for (int i = 0; i < 2500; ++i) {
    story.scheduled(i, "A").completed_episode().episode().completed(i, "1");
  }
  const auto found = finding(diagnose(*story.tell()), "YS4011");
  EXPECT_EQ(found.severity, Severity::warning) << "still running";
  EXPECT_EQ(found.message,
            "This generation holds 10,002 events of 2,501 passes, and each pass reads all of "
            "them.");
  EXPECT_THAT(found_in(*chain(100)), IsEmpty());
}

model::Trace rounds(std::uint32_t count, ActionKind kind) {
  PassStory story;
  for (std::uint32_t i = 0; i < count; ++i) story.makes(kind, "Tick").yields(i);
  HistoryStory history;
  history.started().completed_episode();
  return story.waits(history.tell());
}

TEST(EndlessLoop, ManyWaitsAtOneLineAreReported) {
  const auto found = finding(diagnose(rounds(120, ActionKind::external_event)), "YS4013");
  EXPECT_EQ(found.message,
            "The loop has waited here 120 times in one generation, without continue_as_new.");
  EXPECT_EQ(found.place.line, 4U);
}

TEST(EndlessLoop, FewRoundsAndLoopsOverCallsAreSilent) {
  EXPECT_THAT(found_in(rounds(99, ActionKind::external_event)), Not(Contains("YS4013")));
  EXPECT_THAT(found_in(rounds(120, ActionKind::activity)), Not(Contains("YS4013")));
}

std::shared_ptr<const model::History> answered_with(std::size_t characters) {
  HistoryStory story;
  story.started().scheduled(0, "A").completed_episode();
  story.episode().completed(0, '"' + std::string(characters, 'x') + '"').completed_episode();
  return story.tell();
}

TEST(LargePayload, WhatGoesIntoABlobIsNoted) {
  const auto found = finding(diagnose(*answered_with(31'000)), "YS4010");
  EXPECT_EQ(found.severity, Severity::information);
  EXPECT_EQ(found.message, "The value of event 5 (TaskCompleted) takes 60 KiB as UTF-16.");
  EXPECT_THAT(found_in(*answered_with(30'000)), IsEmpty());
}

TEST(LargePayload, WhatNoMessageCarriesIsAWarning) {
  EXPECT_EQ(finding(diagnose(*answered_with(600'000)), "YS4010").severity, Severity::warning);
}

TEST(LargePayload, AnInputThatTheCodeSendsCounts) {
  PassStory story;
  story.makes(ActionKind::activity, "Store").yields(0);
  HistoryStory history;
  history.started().scheduled(0, "Store").completed_episode();
  auto trace = story.waits(history.tell());
  trace.spines[0].yields[0].segment.ops[0].input =
      model::Payload::of_text('"' + std::string(40'000, 'x') + '"');
  const auto found = finding(diagnose(trace), "YS4010");
  EXPECT_EQ(found.message, "The value of the input of Store takes 78 KiB as UTF-16.");
  EXPECT_EQ(found.place.line, 4U);
}

std::vector<std::string> status_ids(std::size_t characters) {
  PassStory story;
  story.sets_status('"' + std::string(characters, 'x') + '"');
  story.makes(ActionKind::activity, "A").yields(0);
  HistoryStory history;
  history.started().scheduled(0, "A").completed_episode();
  return ids(diagnose(story.waits(history.tell())));
}

TEST(LargeStatus, MoreThanSixteenKiBIsRefused) {
  EXPECT_THAT(status_ids(8'200), ElementsAre("YS2021"));
  EXPECT_THAT(status_ids(8'000), IsEmpty());
}

TEST(DoubledSchedule, OneSequenceIdInTwoEventsIsReportedOnce) {
  HistoryStory story;
  story.started().scheduled(0, "Copy").scheduled(1, "Copy");
  story.episode().scheduled(0, "Copy").scheduled(1, "Copy").scheduled(2, "Copy");
  story.completed_episode();
  const auto found = finding(diagnose(*story.tell()), "YS4009");
  EXPECT_EQ(found.message,
            "2 sequence ids are scheduled twice, the first of them 0 at events 2 and 5.");
  EXPECT_THAT(found_in(*chain(3)), IsEmpty());
}

TEST(DoubledSchedule, SdksThatCountFromOneRepeatAnIdForEachAttempt) {
  HistoryStory story;
  story.started().scheduled(1, "Charge").completed_episode();
  story.episode().failed(1, "declined").scheduled(1, "Charge").completed_episode();
  EXPECT_THAT(found_in(*story.tell()), Not(Contains("YS4009")));
}

}  // namespace
}  // namespace tests
