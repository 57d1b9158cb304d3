#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/core/diagnostics/story.h"

namespace tests {
namespace {

using model::RuntimeStatus;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr const char* kRenamed =
    "Non-Deterministic workflow detected: A previous execution of this orchestration scheduled an "
    "activity task with sequence number 1 named 'B', but the current orchestration replay instead "
    "scheduled an activity task named 'C' with this sequence number.  Was a change made to the "
    "orchestrator code after this instance had already started running?";

HistoryStory failed_story(const std::string& result, const std::string& details) {
  HistoryStory story;
  story.started().scheduled(0, "A").completed_episode();
  story.episode().completed(0, "1").scheduled(1, "B").completed_episode();
  story.episode().completed(1, "2").ended(RuntimeStatus::failed, result, details);
  story.completed_episode();
  return story;
}

TEST(RecordedVerdict, IsReadOutOfTheResult) {
  const auto findings = diagnose(*failed_story(kRenamed, "").tell());
  ASSERT_THAT(ids(findings), ElementsAre("YS1001"));
  const model::Finding& found = findings.front();
  EXPECT_EQ(found.severity, model::Severity::error);
  EXPECT_EQ(found.message,
            "The platform stopped this instance for non-determinism: the history has activity 'B' "
            "with sequence id 1, the code asked for activity 'C' with that sequence id.");
  EXPECT_EQ(found.expected, "activity 'B' with sequence id 1 (event 6, TaskScheduled)");
  EXPECT_EQ(found.actual, "activity 'C' with that sequence id");
  EXPECT_EQ(found.platform_message, kRenamed);
  EXPECT_EQ(found.place.event, model::EventIndex{10});
}

TEST(RecordedVerdict, IsReadOutOfDetailsAndOutOfJsonText) {
  EXPECT_THAT(found_in(*failed_story("\"failed\"", kRenamed).tell()), ElementsAre("YS1001"));
  const std::string json = R"({"message": "Orchestrator failed: )" + std::string(kRenamed) + "\"}";
  EXPECT_THAT(found_in(*failed_story(json, "").tell()), ElementsAre("YS1001"));
}

TEST(RecordedVerdict, OfAChildIsSaidToBeTheChilds) {
  HistoryStory story;
  story.started().scheduled(0, "A").completed_episode().episode().failed(0, kRenamed);
  const auto findings = diagnose(*story.tell());
  ASSERT_THAT(ids(findings), ElementsAre("YS1001"));
  EXPECT_THAT(findings.front().message,
              testing::StartsWith("The platform stopped what this instance called"));
}

TEST(RecordedVerdict, AnOtherFailureIsNone) {
  EXPECT_THAT(found_in(*failed_story("Orchestrator function 'flow' failed: no", "").tell()),
              IsEmpty());
}

TEST(RecordedVerdict, ACompletedResultThatQuotesOneIsNone) {
  HistoryStory quoting;
  quoting.started().ended(RuntimeStatus::completed, "\"Non-Deterministic workflow detected: x\"");
  EXPECT_THAT(found_in(*quoting.tell()), IsEmpty());
}

TEST(RecordedVerdict, FollowsFromTheDivergenceThatAReplayFinds) {
  auto trace = two_calls_trace(failed_story(kRenamed, "").tell());
  model::Divergence divergence;
  divergence.pass = model::PassIndex{1};
  divergence.yield = model::YieldIndex{1};
  divergence.event = model::EventIndex{6};
  divergence.expected = "activity 'B'";
  divergence.actual = "activity 'C'";
  trace.divergence = divergence;
  const auto findings = diagnose(trace);
  EXPECT_FALSE(finding(findings, "YS1003").is_consequence);
  EXPECT_TRUE(finding(findings, "YS1001").is_consequence);
}

}  // namespace
}  // namespace tests
