#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/core/diagnostics/story.h"

namespace tests {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// One pass over a history that has just begun.
model::Trace one_pass() {
  HistoryStory story;
  model::Trace trace;
  trace.history = story.started().tell();
  trace.orchestrator.file = "flow.py";
  trace.orchestrator.function = "flow";
  trace.places = {{"flow.py", "flow", 4}};
  trace.spines.emplace_back();
  trace.passes.emplace_back();
  return trace;
}

TEST(CodeRules, YieldingAStringIsNamedWithItsLine) {
  auto trace = one_pass();
  model::Yield yield;
  yield.what = model::NotATask{"str", model::Payload::of_text("\"hi\"")};
  yield.place = model::PlaceIndex{0};
  trace.spines[0].yields.push_back(yield);
  trace.passes[0].length = 1;
  trace.passes[0].outcome.what =
      model::SdkBroke{"AttributeError", "'str' object has no attribute 'state'"};
  const auto findings = diagnose(trace);
  ASSERT_THAT(ids(findings), ElementsAre("YS2001"));
  EXPECT_EQ(findings[0].message,
            "The orchestrator yields a value of type str (\"hi\"), which is no task.");
  EXPECT_EQ(findings[0].place.line, 4U);
  EXPECT_EQ(findings[0].platform_message, "AttributeError: 'str' object has no attribute 'state'");
}

TEST(CodeRules, AnSdkThatBreaksOtherwiseIsReported) {
  auto trace = one_pass();
  trace.passes[0].outcome.what =
      model::SdkBroke{"Exception", "Parent Task 1 does not have pending sub-task with ID 0."};
  const auto findings = diagnose(trace);
  ASSERT_THAT(ids(findings), ElementsAre("YS2002"));
  EXPECT_THAT(findings[0].message,
              HasSubstr("The SDK itself fails in pass 1: Exception: Parent Task"));
}

TEST(CodeRules, AStateSchemaThatTheSdkDoesNotKnowIsNotTheCodesFault) {
  auto trace = one_pass();
  trace.passes[0].outcome.what = model::SdkBroke{"ValueError", "2 is not a valid ReplaySchema"};
  const auto found = finding(diagnose(trace), "YS2002");
  EXPECT_THAT(found.cause, HasSubstr("the code was not reached"));
  EXPECT_EQ(found.fix,
            "Choose the generation that ran it: --flavour azure-functions-python-1.3, or a newer "
            "azure-functions-durable.");
}

TEST(CodeRules, CodeThatCannotRunExplainsWhyItLeavesTheHistory) {
  auto trace = one_pass();
  trace.passes[0].outcome.what = model::SdkBroke{"TypeError", "a coroutine"};
  trace.divergence.emplace();
  const auto findings = diagnose(trace);
  ASSERT_THAT(ids(findings), ElementsAre("YS2003", "YS1003"));
  EXPECT_FALSE(findings[0].is_consequence);
  EXPECT_TRUE(findings[1].is_consequence);
}

TEST(CodeRules, APayloadThatCannotBeDecodedExplainsWhyTheSdkBroke) {
  HistoryStory story;
  story.started().scheduled(0, "A").completed_episode().episode().completed(0, "no json");
  auto trace = one_pass();
  trace.history = story.tell();
  trace.passes[0].outcome.what = model::SdkBroke{"JSONDecodeError", "Expecting value"};
  const auto findings = diagnose(trace);
  ASSERT_THAT(ids(findings), ElementsAre("YS4004", "YS2002"));
  EXPECT_EQ(findings[0].severity, model::Severity::error);
  EXPECT_TRUE(findings[1].is_consequence);
}

TEST(CodeRules, ARefusalThatEndedTheCodeExplainsWhyItLeavesTheHistory) {
  auto trace = one_pass();
  model::Evidence evidence;
  evidence.kind = "file";
  evidence.detail = "open(x)";
  evidence.is_refused = true;
  trace.evidence = {evidence};
  trace.divergence.emplace();
  trace.passes[0].outcome.what = model::Raised{"PermissionError", "refused", "", {}};
  EXPECT_TRUE(finding(diagnose(trace), "YS1003").is_consequence);
  trace.passes[0].outcome.what = model::Returned{};
  EXPECT_FALSE(finding(diagnose(trace), "YS1003").is_consequence) << "the code went on";
}

TEST(CodeRules, AnAsyncOrchestratorIsNamed) {
  auto trace = one_pass();
  trace.passes[0].outcome.what =
      model::SdkBroke{"TypeError", "Object of type coroutine is not JSON serializable"};
  const auto findings = diagnose(trace);
  ASSERT_THAT(ids(findings), ElementsAre("YS2003"));
  EXPECT_EQ(findings[0].message,
            "flow is declared `async def`; an orchestrator must be a generator.");
  EXPECT_EQ(findings[0].fix, "Write `def` instead of `async def`, and `yield` instead of `await`.");
}

TEST(CodeRules, CodeThatCouldNotBeRunOnIsAFindingWithItsText) {
  auto trace = one_pass();
  base::Error error;
  error.code = "orchestrator.time_limit";
  error.message = "flow.py:4 ran for 10 s without reaching a yield";
  error.where.file = "flow.py";
  error.where.line = 4;
  error.hint = "Look for a loop without a yield.";
  trace.passes[0].outcome.what = model::NotRun{error};
  const auto findings = diagnose(trace);
  ASSERT_THAT(ids(findings), ElementsAre("YS2004"));
  EXPECT_EQ(findings[0].message,
            "Pass 1 could not be run to its end: flow.py:4 ran for 10 s without reaching a yield");
  EXPECT_EQ(findings[0].fix, "Look for a loop without a yield.");
  EXPECT_EQ(findings[0].place.line, 4U);
}

TEST(CodeRules, AnExceptionIsInformation) {
  auto trace = one_pass();
  trace.passes[0].outcome.what = model::Raised{"ValueError", "no stock", "", model::PlaceIndex{0}};
  const auto findings = diagnose(trace);
  ASSERT_THAT(ids(findings), ElementsAre("YS2005"));
  EXPECT_EQ(findings[0].severity, model::Severity::information);
  EXPECT_EQ(findings[0].message, "The orchestrator raises ValueError: no stock");
  EXPECT_EQ(findings[0].place.line, 4U);
}

TEST(CodeRules, CodeThatReturnsAtOnceHasNoFindings) {
  auto trace = one_pass();
  trace.passes[0].outcome.what = model::Returned{};
  EXPECT_THAT(found_in(trace), IsEmpty());
}

struct Read {
  const char *kind, *id, *gets;
};
class EveryRead : public testing::TestWithParam<Read> {};

TEST_P(EveryRead, IsReportedOncePerPlace) {
  auto trace = one_pass();
  trace.passes[0].outcome.what = model::Returned{};
  model::Evidence evidence;
  evidence.kind = GetParam().kind;
  evidence.detail = "look()";
  evidence.place = model::PlaceIndex{0};
  trace.evidence = {evidence, evidence};
  const auto findings = diagnose(trace);
  ASSERT_THAT(ids(findings), ElementsAre(GetParam().id));
  EXPECT_EQ(findings[0].message, std::string("The orchestrator reads look(); a replay ") +
                                     GetParam().gets + " another value.");
  EXPECT_EQ(findings[0].actual, "look(), 2 times");
  EXPECT_EQ(findings[0].place.line, 4U);
}

INSTANTIATE_TEST_SUITE_P(Kinds, EveryRead,
                         testing::Values(Read{"clock", "YS3001", "gets"},
                                         Read{"random", "YS3002", "gets"},
                                         Read{"uuid", "YS3003", "gets"},
                                         Read{"environment", "YS3004", "can get"},
                                         Read{"file", "YS3005", "can get"},
                                         Read{"machine", "YS3006", "gets"}));

struct Use {
  const char *kind, *id, *message;
  model::Severity severity;
};
class EveryUse : public testing::TestWithParam<Use> {};

TEST_P(EveryUse, HasWordsOfItsOwn) {
  auto trace = one_pass();
  trace.passes[0].outcome.what = model::Returned{};
  model::Evidence evidence;
  evidence.kind = GetParam().kind;
  evidence.detail = "it";
  evidence.place = model::PlaceIndex{0};
  trace.evidence = {evidence};
  const auto findings = diagnose(trace);
  ASSERT_THAT(ids(findings), ElementsAre(GetParam().id));
  EXPECT_EQ(findings[0].message, GetParam().message);
  EXPECT_EQ(findings[0].severity, GetParam().severity);
  EXPECT_EQ(findings[0].place.line, 4U);
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, EveryUse,
    testing::Values(
        Use{"network", "YS3006", "The orchestrator uses the network: it.",
            model::Severity::warning},
        Use{"act", "YS3006", "The orchestrator acts on the world, which was allowed: it.",
            model::Severity::warning},
        Use{"sleep", "YS3006", "The orchestrator holds up its worker: it.",
            model::Severity::warning},
        Use{"thread", "YS3006", "The orchestrator starts a thread: it.",
            model::Severity::warning},
        Use{"native", "YS3006", "The orchestrator calls C code: it.", model::Severity::warning},
        Use{"order", "YS3008", "A call follows from it, which is another one in every process.",
            model::Severity::warning},
        Use{"state", "YS3009",
            "The orchestrator changes the it; the next pass starts with what this one left.",
            model::Severity::information}));

TEST(CodeRules, ARefusedActIsAnError) {
  auto trace = one_pass();
  trace.passes[0].outcome.what = model::Returned{};
  model::Evidence evidence;
  evidence.kind = "file";
  evidence.detail = "open('out.txt', 'w')";
  evidence.is_refused = true;
  evidence.place = model::PlaceIndex{0};
  trace.evidence = {evidence};
  const auto findings = diagnose(trace);
  ASSERT_THAT(ids(findings), ElementsAre("YS3007"));
  EXPECT_EQ(findings[0].severity, model::Severity::error);
  EXPECT_EQ(findings[0].message,
            "The orchestrator tried to act on the world, which was refused: open('out.txt', 'w').");
}

}  // namespace
}  // namespace tests
