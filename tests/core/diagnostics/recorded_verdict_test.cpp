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

constexpr const char* kFirstIsMissing =
    "Non-Deterministic workflow detected: A previous execution of this orchestration scheduled an "
    "activity task with sequence ID 0 and name 'A' (version ''), but the current replay execution "
    "hasn't (yet?) scheduled this task. Was a change made to the orchestrator code after this "
    "instance had already started running?";

/// two_calls, whose last episode ends with the sentence; `fails` makes its answer a failure.
HistoryStory stopped_at_the_end(bool fails) {
  HistoryStory story;
  story.started().scheduled(0, "A").completed_episode();
  story.episode().completed(0, "\"a\"").scheduled(1, "B").completed_episode().episode();
  if (fails) story.failed(1, "no connection");
  if (!fails) story.completed(1, "\"b\"");
  story.ended(RuntimeStatus::failed, kFirstIsMissing).completed_episode();
  return story;
}

model::Ledger two_calls_ledger() {
  model::Ledger ledger;
  for (std::uint32_t i = 0; i < 2; ++i) {
    model::Call call;
    call.handle = model::TaskHandle{i};
    call.made_at = model::YieldIndex{i};
    call.sdk_id = call.platform_id = i;
    ledger.calls.push_back(call);
  }
  return ledger;
}

TEST(RecordedVerdict, NamesTheYieldAndLineThatHasTheSequenceIdNow) {
  const auto trace = two_calls_trace(stopped_at_the_end(false).tell());
  const auto ledger = two_calls_ledger();
  const auto found = finding(diagnose(trace, &ledger), "YS1001");
  EXPECT_THAT(found.message,
              testing::EndsWith(" In the code as it is, sequence id 0 is activity A(1), made at "
                                "p3.y1 (flow.py:4)."));
  EXPECT_EQ(found.place.line, 4U);
  EXPECT_EQ(found.place.event, model::EventIndex{10});
  EXPECT_THAT(found.cause, testing::StartsWith("The code as it is asks for exactly the recorded "
                                               "calls"));
}

TEST(RecordedVerdict, AFailureRightBeforeItIsTheLikelyCause) {
  const auto history = stopped_at_the_end(true).tell();
  const auto found = finding(diagnose(*history), "YS1001");
  ASSERT_EQ(found.causes.size(), 1U) << "without the code as well";
  EXPECT_EQ(found.causes[0].confidence, model::Confidence::likely);
  EXPECT_THAT(found.causes[0].text, testing::StartsWith("The last answer before it is a failure: "
                                                        "activity 'B', event 9 (no connection)."));
  EXPECT_EQ(found.causes[0].place.event, model::EventIndex{9});
}

TEST(UnknownFunction, TheHostsSentenceIsReadOutOfTheFailure) {
  const char* sentence =
      "Orchestrator function 'flow' failed: The function 'B' doesn't exist, is disabled, or is not "
      "an activity function. Additional info: …";
  const auto findings = diagnose(*failed_story(sentence, "").tell());
  ASSERT_THAT(ids(findings), ElementsAre("YS4014"));
  EXPECT_EQ(findings[0].message,
            "The host has no activity function 'B'; that is what made it fail.");
  EXPECT_THAT(found_in(*failed_story("Activity function 'B' failed: no", "").tell()), IsEmpty());
}

}  // namespace
}  // namespace tests
