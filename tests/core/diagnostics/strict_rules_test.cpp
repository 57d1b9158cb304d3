// What strict mode compares beside kind and name: entities, retries, child ids, order, status, log
// lines, event names. Each rule fires once and stays silent where nothing differs or is recorded.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/core/diagnostics/pass_story.h"

namespace tests {
namespace {

using model::ActionKind;
using model::EventIndex;
using model::PassIndex;
using model::YieldIndex;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

/// A trace whose first pass makes this op and waits for it.
model::Trace waiting_for(std::shared_ptr<const model::History> history, model::Op op) {
  PassStory story;
  story.makes(op.kind, op.name).yields(0);
  model::Trace trace = story.waits(std::move(history));
  op.handle = model::TaskHandle{0};
  trace.spines[0].yields[0].segment.ops[0] = std::move(op);
  return trace;
}

/// Call i of the pass was recorded by event `scheduled[i]`.
model::Ledger recorded_by(const std::vector<std::uint32_t>& scheduled) {
  model::Ledger ledger;
  for (std::uint32_t i = 0; i < scheduled.size(); ++i) {
    model::Call call;
    call.handle = model::TaskHandle{i};
    call.sdk_id = call.platform_id = i;
    call.sent = 1;
    call.scheduled = EventIndex{scheduled[i]};
    ledger.calls.push_back(call);
  }
  return ledger;
}

model::Op entity_op(ActionKind kind, const std::string& operation, const std::string& target,
                    const std::string& input = "null") {
  model::Op op = activity(0, operation, input);
  op.kind = kind;
  op.target = target;
  return op;
}

std::shared_ptr<const model::History> entity_call(const std::string& request) {
  HistoryStory story;
  story.started().sent(0, "@counter@k1", request).completed_episode();
  return story.tell();
}

std::vector<model::Finding> entity_findings(const std::string& request, const model::Op& op) {
  const auto ledger = recorded_by({2});
  return diagnose(waiting_for(entity_call(request), op), &ledger);
}

TEST(EntityRequest, AnotherOperationIsReported) {
  const auto findings = entity_findings(R"({"op":"get","id":"g-1"})",
                                        entity_op(ActionKind::entity_call, "add", "@counter@k1"));
  ASSERT_THAT(ids(findings), ElementsAre("YS1014"));
  EXPECT_EQ(findings[0].message,
            "Entity @counter@k1 is asked for another operation than the history recorded.");
  EXPECT_EQ(findings[0].expected, "call get on @counter@k1");
  EXPECT_EQ(findings[0].actual, "call add on @counter@k1");
  EXPECT_EQ(findings[0].place.event, EventIndex{2});
}

TEST(EntityRequest, AnotherEntityInputOrKindIsReported) {
  const std::string request = R"({"op":"add","input":"5","id":"g-1"})";
  EXPECT_EQ(entity_findings(request, entity_op(ActionKind::entity_call, "add", "@counter@k2", "5"))
                .at(0)
                .message,
            "Entity @counter@k2 is another one than the history recorded.");
  EXPECT_EQ(entity_findings(request, entity_op(ActionKind::entity_call, "add", "@counter@k1", "6"))
                .at(0)
                .message,
            "Entity @counter@k1 is given another input than the history recorded.");
  const auto signal = entity_op(ActionKind::entity_signal, "add", "@counter@k1", "5");
  EXPECT_EQ(finding(entity_findings(request, signal), "YS1014").message,
            "Entity @counter@k1 is signaled where it was called.");
}

TEST(EntityRequest, TheSameRequestIsSilent) {
  const auto op = entity_op(ActionKind::entity_call, "add", "@Counter@k1", "5.0");
  EXPECT_THAT(ids(entity_findings(R"({"op":"add","input":"5","id":"g-1"})", op)), IsEmpty());
  EXPECT_THAT(ids(entity_findings(R"({"op":"add","id":"g-1"})", op)), IsEmpty())
      << "an input that was not recorded";
  EXPECT_THAT(ids(entity_findings("", op)), Not(Contains("YS1014")))
      << "a request that was not recorded";
}

TEST(EntityRequest, SignalsInAnotherOrderAreOnlyNoted) {
  HistoryStory story;
  story.started()
      .sent(0, "@counter@k1", R"({"op":"add","signal":true,"input":"1"})")
      .sent(1, "@counter@k1", R"({"op":"reset","signal":true})")
      .scheduled(2, "A")
      .completed_episode();
  PassStory pass;
  pass.makes(ActionKind::entity_signal, "reset").makes(ActionKind::entity_signal, "add");
  pass.makes(ActionKind::activity, "A").yields(2);
  auto trace = pass.waits(story.tell());
  for (const std::size_t i : {0U, 1U}) {
    trace.spines[0].yields[0].segment.ops[i].target = "@counter@k1";
  }
  const auto ledger = recorded_by({2, 3, 4});
  const auto findings = diagnose(trace, &ledger);
  ASSERT_THAT(ids(findings), ElementsAre("YS1017"));
  EXPECT_EQ(findings[0].severity, model::Severity::information);
  EXPECT_EQ(findings[0].expected, "first signal add on @counter@k1 with 1");
}

std::shared_ptr<const model::History> one_retry(std::int64_t delay_seconds) {
  HistoryStory story;
  story.started().scheduled(0, "Charge").completed_episode();
  story.episode().failed(0, "declined");  // the episode begins in second 5
  story.timer_created(1, {(5 + delay_seconds) * base::kTicksPerSecond}).completed_episode();
  return story.tell();
}

std::vector<std::string> retry_ids(std::int64_t recorded_seconds, const std::string& options) {
  model::Op op = activity(0, "Charge");
  op.kind = ActionKind::activity_with_retry;
  op.max_attempts = 3;
  op.options = options;
  const auto ledger = recorded_by({2});
  return ids(diagnose(waiting_for(one_retry(recorded_seconds), op), &ledger));
}

TEST(RetryPace, AnotherIntervalIsReported) {
  const std::string five = R"({"firstRetryIntervalInMilliseconds":5000,"maxNumberOfAttempts":3})";
  EXPECT_THAT(retry_ids(60, five), ElementsAre("YS1015"));
  EXPECT_THAT(retry_ids(5, five), IsEmpty());
  EXPECT_THAT(retry_ids(0, five), IsEmpty()) << "the timer behind the last attempt";
}

TEST(RetryPace, AGrowingIntervalIsNotCompared) {
  EXPECT_THAT(
      retry_ids(60, R"({"firstRetryIntervalInMilliseconds":5000,"backoffCoefficient":2.0})"),
      IsEmpty());
}

std::vector<std::string> child_ids(const std::string& recorded, const std::string& asked) {
  HistoryStory story;
  story.started().child_created(0, "Ship", recorded).completed_episode();
  model::Op op = activity(0, "Ship");
  op.kind = ActionKind::sub_orchestration;
  if (!asked.empty()) op.target = asked;
  const auto ledger = recorded_by({2});
  return ids(diagnose(waiting_for(story.tell(), op), &ledger));
}

TEST(ChildId, AnotherIdIsReported) {
  EXPECT_THAT(child_ids("ship-7", "ship-8"), ElementsAre("YS1016"));
  EXPECT_THAT(child_ids("ship-7", ""), ElementsAre("YS1016"));
  EXPECT_THAT(child_ids("ship-7", "ship-7"), IsEmpty());
}

TEST(ChildId, AnIdThatThePlatformMadeOrNobodyRecordedIsSilent) {
  EXPECT_THAT(child_ids("0f9c2d1e:0", ""), IsEmpty());
  EXPECT_THAT(child_ids("", "ship-8"), IsEmpty());
}

/// A second spine that shares nothing and says what pass 2 did otherwise.
model::Trace with_own_second_pass(void (*change)(model::Segment&)) {
  auto trace = two_calls_trace(two_calls().tell());
  model::Spine copy = trace.spines[0];
  change(copy.yields[0].segment);
  trace.spines.push_back(copy);
  trace.passes[1].spine = trace.passes[2].spine = trace.passes[3].spine = model::SpineIndex{1};
  return trace;
}

TEST(BetweenPasses, AnotherCustomStatusIsNoted) {
  const auto findings = diagnose(with_own_second_pass([](model::Segment& segment) {
    model::Op op;
    op.verb = model::OpVerb::custom_status;
    op.input = model::Payload::of_text("\"later\"");
    segment.ops.push_back(op);
  }));
  ASSERT_THAT(ids(findings), ElementsAre("YS1018"));
  EXPECT_EQ(findings[0].severity, model::Severity::information);
  EXPECT_EQ(findings[0].expected, "in pass 1: none");
  EXPECT_EQ(findings[0].actual, "in pass 2: \"later\"");
}

TEST(BetweenPasses, EqualStatusesAreSilent) {
  EXPECT_THAT(ids(diagnose(with_own_second_pass([](model::Segment&) {}))), IsEmpty());
}

model::LogLine line(const std::string& text) {
  model::LogLine made;
  made.text = text;
  return made;
}

std::vector<std::string> log_ids(bool is_replaying, const std::vector<std::string>& later) {
  auto trace = two_calls_trace(two_calls().tell());
  trace.spines[0].yields[0].segment.logs = {line("begins"), line("asks A")};
  model::PassDifference differs;
  differs.yield = YieldIndex{0};
  differs.logs.emplace();
  for (const std::string& text : later) differs.logs->push_back(line(text));
  trace.passes[1].differs.push_back(differs);
  trace.passes[1].replaying = {{YieldIndex{0}, is_replaying}};
  return ids(diagnose(trace));
}

TEST(BetweenPasses, ChangedLogLinesAreNoted) {
  EXPECT_THAT(log_ids(true, {"begins", "asks B"}), ElementsAre("YS1019"));
  EXPECT_THAT(log_ids(true, {"begins", "asks A", "and more"}), ElementsAre("YS1019"));
  EXPECT_THAT(log_ids(false, {"begins"}), ElementsAre("YS1019"));
}

TEST(BetweenPasses, LinesLeftOutWhileReplayingAreTheIdiom) {
  EXPECT_THAT(log_ids(true, {}), IsEmpty());
  EXPECT_THAT(log_ids(true, {"asks A"}), IsEmpty());
}

/// started | raised `name`, then perhaps a call; the code waits for 'Approval' in both passes.
std::vector<model::Finding> waited(const std::string& name, bool is_answered) {
  HistoryStory story;
  story.started().completed_episode().episode().raised(name, "true");
  if (is_answered) story.scheduled(0, "Ship");
  story.completed_episode();
  PassStory pass;
  pass.makes(ActionKind::external_event, "Approval").yields(0);
  auto trace = pass.waits(story.tell());
  trace.passes[0].number = 2;
  return diagnose(trace);
}

TEST(WaitedEvent, ANameThatIsNearlyTheSameIsReported) {
  const auto found = finding(waited("Aproval", false), "YS1020");
  EXPECT_EQ(found.message,
            "The code waits for event 'Approval', and the history has event 'Aproval'.");
  EXPECT_EQ(found.severity, model::Severity::warning);
}

TEST(WaitedEvent, AnotherNameIsReportedWhereTheRecordedCodeWentOn) {
  EXPECT_THAT(ids(waited("Release", true)), Contains("YS1020"));
  EXPECT_THAT(ids(waited("Release", false)), Not(Contains("YS1020")))
      << "an event that may be waited for later";
  EXPECT_THAT(ids(waited("Approval", true)), Not(Contains("YS1020")));
}

}  // namespace
}  // namespace tests
