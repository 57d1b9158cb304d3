// Direct execution: answers come the moment the code waits, and the history it writes replays.
#include "core/engine/direct.h"

#include <gtest/gtest.h>

#include <map>

#include "tests/core/engine/run_script.h"

namespace tests::engine {
namespace {

using core::engine::AnswerSource;
using core::engine::DirectAnswer;
using core::engine::DirectOptions;
using core::engine::OpenCall;

/// Answers by name; what it has no answer for stays open. Keeps what it was asked.
class TableAnswers final : public AnswerSource {
 public:
  explicit TableAnswers(std::map<std::string, std::vector<DirectAnswer>> table)
      : table_(std::move(table)) {}

  std::optional<DirectAnswer> answer(const OpenCall& call) override {
    asked.push_back(core::model::to_text(call.op) + " #" + std::to_string(call.attempt) + " id " +
                    (call.sdk_id ? std::to_string(*call.sdk_id) : "none"));
    const std::string key =
        call.op.name.empty() ? std::string(core::model::name_of(call.op.kind)) : call.op.name;
    std::vector<DirectAnswer>& answers = table_[key];
    if (answers.empty()) return std::nullopt;
    const DirectAnswer next = answers.front();
    answers.erase(answers.begin());
    return next;
  }

  std::vector<std::string> asked;

 private:
  std::map<std::string, std::vector<DirectAnswer>> table_;
};

DirectAnswer gives(std::string json) {
  return DirectAnswer::with_result(core::model::Payload::of_text(std::move(json)));
}

Trace execute(const Script& script, AnswerSource& answers, const DirectOptions& options = {}) {
  ScriptedOrchestrator orchestrator(script);
  core::base::Progress progress;
  auto trace = core::engine::execute_directly(orchestrator, options, answers, {progress, {}});
  EXPECT_TRUE(trace.ok());
  return *std::move(trace);
}

std::string types(const Trace& trace) {
  std::string text;
  for (std::size_t i = 0; i < trace.history->size(); ++i) {
    const core::model::EventView event = (*trace.history)[i];
    text += (text.empty() ? "" : " ") + std::string(event.type_name());
    if (event.id() != core::model::kNoEventId) text += "=" + std::to_string(event.id().value);
  }
  return text;
}

TEST(Direct, AnswersCallsInOnePassAndWritesTheirHistory) {
  TableAnswers answers({{"A", {gives("\"a\"")}}, {"B", {gives("\"b\"")}}});
  const Script code = Script().call("A").wait(0).call("B").wait(1).log_clock().returns_log();
  const Trace trace = execute(code, answers);
  ASSERT_EQ(trace.passes.size(), 1u);
  EXPECT_EQ(returned(trace, 1), R"(["\"a\"","\"b\"","00:00:02.000"])");
  EXPECT_EQ(types(trace),
            "OrchestratorStarted ExecutionStarted TaskScheduled=0 OrchestratorCompleted "
            "OrchestratorStarted TaskCompleted TaskScheduled=1 OrchestratorCompleted "
            "OrchestratorStarted TaskCompleted OrchestratorCompleted ExecutionCompleted=2 "
            "OrchestratorCompleted");
  EXPECT_EQ(answers.asked,
            (std::vector<std::string>{"activity A(null) #1 id 0", "activity B(null) #1 id 1"}));
  EXPECT_EQ(actions(trace, 1), "A B");

  ScriptedOrchestrator again(code);
  core::base::Progress progress;
  const auto replayed = core::engine::replay(again, trace.history, {}, {progress, {}});
  ASSERT_TRUE(replayed.ok());
  EXPECT_EQ(divergence(*replayed), "none");
  EXPECT_EQ(returned(*replayed, 3), returned(trace, 1));
}

TEST(Direct, AsksAboutOpenCallsInTheOrderOfSchedulingAndOnce) {
  TableAnswers answers({{"B", {gives("2")}}, {"C", {gives("3")}}});
  const Trace trace = execute(
      Script().call("A").call("B").any({0, 1}).wait(2).call("C").wait(3).wait(0).returns_log(),
      answers);
  EXPECT_EQ(outcome(trace, 1), "waiting");
  EXPECT_EQ(answers.asked,
            (std::vector<std::string>{"activity A(null) #1 id 0", "activity B(null) #1 id 1",
                                      "activity C(null) #1 id 2"}));
}

TEST(Direct, RetriesWithHiddenTimersUntilAnAttemptSucceeds) {
  TableAnswers answers(
      {{"A", {DirectAnswer::with_error("1st"), DirectAnswer::with_error("2nd"), gives("3")}}});
  const Trace trace = execute(Script().call_with_retry("A", 3).wait(0).returns_log(), answers);
  EXPECT_EQ(returned(trace, 1), R"(["3"])");
  ASSERT_EQ(answers.asked.size(), 3u);
  EXPECT_NE(answers.asked[2].find("#3 id 4"), std::string::npos) << answers.asked[2];
}

TEST(Direct, AnErrorIsRaisedInTheCode) {
  TableAnswers answers({{"A", {DirectAnswer::with_error("no")}}});
  const Trace trace = execute(Script().call("A").wait(0), answers);
  EXPECT_EQ(document(trace, 1).error, "no \n ");
}

TEST(Direct, TimersFireAtTheirTimeAndEventsAndEntitiesAnswer) {
  TableAnswers answers({{"timer", {gives("null")}}, {"E", {gives("1")}}, {"get", {gives("5")}}});
  const Trace trace = execute(Script()
                                  .timer(3'600)
                                  .wait(0)
                                  .log_clock()
                                  .event("E")
                                  .wait(1)
                                  .signal("add")
                                  .entity("get")
                                  .wait(3)
                                  .child("C")
                                  .wait(4)
                                  .returns_log(),
                              answers);
  EXPECT_EQ(outcome(trace, 1), "waiting");
  EXPECT_EQ(core::base::format_clock(trace.answer_of(PassIndex{0}, YieldIndex{0})->clock),
            "01:00:00.000");
  EXPECT_EQ(trace.answer_of(PassIndex{0}, YieldIndex{2})->settled[0].value.text, "5");
  EXPECT_EQ(ids(trace, 1), "0:0 -:- -:1 2:2 3:3");
}

TEST(Direct, APlainGeneratorIsSentAndThrownInto) {
  class InOrder final : public AnswerSource {
   public:
    std::optional<DirectAnswer> answer(const OpenCall& call) override {
      yielded.push_back(call.op.input.text);
      if (yielded.size() == 1) return gives("10");
      if (yielded.size() == 2) return DirectAnswer::with_error("enough");
      return std::nullopt;
    }
    std::vector<std::string> yielded;
  } answers;
  DirectOptions options;
  options.flavour = core::engine::find_flavour("generator");
  const Trace trace = execute(
      Script().value("0").wait(0).value("20").wait_catching(1).returns_log(), answers, options);
  EXPECT_EQ(answers.yielded, (std::vector<std::string>{"0", "20"}));
  EXPECT_EQ(returned(trace, 1), R"(["10","error:enough"])");
  EXPECT_EQ(types(trace),
            "OrchestratorStarted ExecutionStarted Sent Thrown ExecutionCompleted=0 "
            "OrchestratorCompleted");
  EXPECT_EQ(trace.history->episodes().size(), 1u);
}

TEST(Direct, StopsCodeThatNeverEnds) {
  class Always final : public AnswerSource {
   public:
    std::optional<DirectAnswer> answer(const OpenCall&) override { return gives("1"); }
  } answers;
  Script script;
  for (Script::Var i = 0; i < 20; ++i) script.call("A").wait(i);
  DirectOptions options;
  options.max_answers = 10;
  const Trace trace = execute(script.returns("1"), answers, options);
  EXPECT_EQ(outcome(trace, 1),
            "not run: the orchestrator was stopped after 10 answers: it does not come to an end");
}

}  // namespace
}  // namespace tests::engine
