#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/core/diagnostics/story.h"

namespace tests {
namespace {

using model::RuntimeStatus;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(HistoryRules, AHealthyHistoryHasNoFindings) {
  EXPECT_THAT(found_in(*two_calls().tell()), IsEmpty());
}

TEST(HistoryRules, ASecondAnswerIsADuplicate) {
  HistoryStory story;
  story.started().scheduled(0, "A").completed_episode().episode().completed(0, "1").completed(0,
                                                                                              "1");
  const auto findings = diagnose(*story.tell());
  ASSERT_THAT(ids(findings), ElementsAre("YS4001"));
  EXPECT_EQ(findings.front().message,
            "Event 6 (TaskCompleted) answers id 0 a second time; event 5 had answered it.");
}

TEST(HistoryRules, AnIdThatIsScheduledAgainIsNoDuplicate) {
  HistoryStory story;
  story.started().scheduled(0, "A").completed_episode().episode().completed(0, "1");
  story.scheduled(0, "A").completed_episode().episode().completed(0, "1");
  EXPECT_THAT(found_in(*story.tell()), IsEmpty());
}

TEST(HistoryRules, AnAnswerToAnUnknownIdIsAnOrphan) {
  HistoryStory story;
  story.started().scheduled(0, "A").completed_episode().episode().completed(7, "1");
  const auto findings = diagnose(*story.tell());
  ASSERT_THAT(ids(findings), ElementsAre("YS4002"));
  EXPECT_EQ(findings.front().message,
            "Event 5 (TaskCompleted) answers id 7, which nothing before it scheduled.");
}

TEST(HistoryRules, ATimersIdDoesNotAnswerAnActivity) {
  HistoryStory story;
  story.started().timer_created(0, {}).completed_episode().episode().completed(0, "1");
  EXPECT_THAT(found_in(*story.tell()), ElementsAre("YS4002"));
}

TEST(HistoryRules, AHistoryWithOneEventHasNoBeginning) {
  HistoryStory story;
  story.episode();
  const auto findings = diagnose(*story.tell());
  ASSERT_THAT(ids(findings), ElementsAre("YS4003"));
  EXPECT_EQ(findings.front().message,
            "The history of 1 event holds no ExecutionStarted, so no pass can be run.");
  EXPECT_EQ(findings.front().fix, "Export the history from its first row.");
}

TEST(HistoryRules, APayloadThatIsNoJsonIsNamed) {
  HistoryStory story;
  story.started().scheduled(0, "A").completed_episode().episode().completed(0, "hello");
  const auto findings = diagnose(*story.tell());
  ASSERT_THAT(ids(findings), ElementsAre("YS4004"));
  EXPECT_THAT(findings.front().message,
              testing::StartsWith("The payload of event 5 (TaskCompleted) is not JSON: "));
  EXPECT_EQ(findings.front().actual, "hello");
}

TEST(HistoryRules, NaNAndHugeNumbersAreJsonToPython) {
  HistoryStory story;
  story.started().scheduled(0, "A").completed_episode().episode().completed(
      0, "[NaN,1180591620717411303424]");
  EXPECT_THAT(found_in(*story.tell()), IsEmpty());
}

TEST(HistoryRules, TheReasonOfAFailureNeedNotBeJson) {
  HistoryStory story;
  story.started().scheduled(0, "A").completed_episode().episode().failed(0, "no stock");
  EXPECT_THAT(found_in(*story.tell()), IsEmpty());
}

TEST(HistoryRules, TwoEndsAreReportedOnce) {
  HistoryStory story = two_calls();
  story.ended(RuntimeStatus::completed, "\"both\"");
  const auto findings = diagnose(*story.tell());
  ASSERT_THAT(ids(findings), ElementsAre("YS4005"));
  EXPECT_EQ(findings.front().message, "The execution ends twice, at event 10 and at event 12.");
}

TEST(HistoryRules, ManyOfAKindAreCounted) {
  HistoryStory story;
  story.started().scheduled(0, "A").completed_episode().episode().completed(0, "1");
  for (int i = 0; i < 30; ++i) story.completed(0, "1");
  const auto findings = diagnose(*story.tell());
  ASSERT_EQ(findings.size(), 21U);
  EXPECT_EQ(findings.back().message, "10 more of this kind.");
}

}  // namespace
}  // namespace tests
