#include "core/simulator/scenario_answers.h"

#include <gtest/gtest.h>

namespace core::simulator {
namespace {

model::Op activity(std::string name, std::string input) {
  model::Op op;
  op.name = std::move(name);
  op.input = model::Payload::of_text(std::move(input));
  return op;
}

model::Op timer() {
  model::Op op;
  op.kind = model::ActionKind::timer;
  return op;
}

class ScenarioAnswersTest : public testing::Test {
 protected:
  void given(const std::string& answers) {
    scenario_ = parse_scenario(R"({"orchestrator": "f.py", "answers": )" + answers + "}", "s.json")
                    .value();
    answers_.emplace(scenario_);
  }
  /// The result, "!message" of a failure, or "-" for none.
  std::string ask(const model::Op& op) {
    const std::optional<engine::DirectAnswer> answer = answers_->answer({op, {}, {}, 1});
    return !answer ? "-" : answer->ok ? answer->result.text : '!' + answer->message;
  }

  Scenario scenario_;
  std::optional<ScenarioAnswers> answers_;
};

TEST_F(ScenarioAnswersTest, OneAnswerServesEveryCallOfItsName) {
  given(R"({"by name": {"A": {"result": 1}}, "default": "pending"})");
  EXPECT_EQ(ask(activity("A", "0")), "1");
  EXPECT_EQ(ask(activity("A", "0")), "1");
  EXPECT_EQ(ask(activity("B", "0")), "-");
}

TEST_F(ScenarioAnswersTest, AListServesOneCallEachAndThenInOrder) {
  given(R"({"by name": {"A": [{"error": "no"}, {"result": 2}]}, "in order": [{"result": 3}],
            "default": "error"})");
  EXPECT_EQ(ask(activity("A", "0")), "!no");
  EXPECT_EQ(ask(activity("A", "0")), "2");
  EXPECT_EQ(ask(activity("A", "0")), "3");
  EXPECT_EQ(ask(activity("A", "0")), "!the scenario has no answer to activity A(0)");
}

TEST_F(ScenarioAnswersTest, InOrderTakesWhoeverComes) {
  given(R"({"in order": [{"result": 10}, "echo"], "default": "pending"})");
  EXPECT_EQ(ask(activity("A", "0")), "10");
  EXPECT_EQ(ask(activity("B", "[7]")), "[7]");
  EXPECT_EQ(ask(activity("C", "0")), "-");
}

TEST_F(ScenarioAnswersTest, TimersFireButNotWhenNothingIsAnswered) {
  given(R"({"in order": [{"result": 10}], "default": "error"})");
  EXPECT_EQ(ask(timer()), "");
  EXPECT_EQ(ask(activity("A", "0")), "10");
  given(R"({"default": "pending"})");
  EXPECT_EQ(ask(timer()), "-");
  given(R"({"by name": {"timer": "echo"}, "default": "pending"})");
  EXPECT_EQ(ask(timer()), "");
}

TEST_F(ScenarioAnswersTest, LaxEchoes) {
  given("{}");
  EXPECT_EQ(ask(activity("A", R"("Tokyo")")), R"("Tokyo")");
}

}  // namespace
}  // namespace core::simulator
