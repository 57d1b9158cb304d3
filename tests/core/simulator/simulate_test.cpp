#include "core/simulator/simulate.h"

#include <gtest/gtest.h>

#include "core/orchestrators/native/native_table.h"

namespace core::simulator {
namespace {

class SimulateTest : public testing::Test {
 protected:
  base::Result<Simulation> run(const std::string& text) {
    const Scenario scenario = parse_scenario(text, "s/scenario.json").value();
    const auto target =
        orchestrators::open_native_target(scenario.orchestrator.substr(7)).value();
    const auto orchestrator = target->open_run(work_).value();
    return simulate(scenario, *orchestrator, work_);
  }
  /// "what | expected | actual" of each failure.
  std::vector<std::string> failures(const std::string& text) {
    std::vector<std::string> lines;
    const Simulation simulation = run(text).value();
    for (const Failure& failure : simulation.failures) {
      lines.push_back(failure.what + " | " + failure.expected + " | " + failure.actual);
    }
    return lines;
  }

  base::Progress progress_;
  base::WorkContext work_{progress_, {}};
};

using Lines = std::vector<std::string>;

TEST_F(SimulateTest, AnswersTakeThePlaceOfThePlatform) {
  const Simulation simulation =
      run(R"({"orchestrator": "native:hello_sequence",
              "answers": {"in order": [{"result": "a"}, {"result": "b"}, {"result": "c"}]},
              "verify": {"status": "returned", "output": ["a", "b", "c"],
                         "calls": ["Hello", "Hello", "Hello"]}})")
          .value();
  EXPECT_TRUE(simulation.failures.empty());
  ASSERT_EQ(simulation.trace.passes.size(), 1u);
  EXPECT_EQ(simulation.trace.passes[0].length, 3u);
  EXPECT_EQ(simulation.trace.history->episodes().size(), 4u);
  EXPECT_EQ(simulation.trace.history->envelope().instance_id, "simulated");
}

TEST_F(SimulateTest, OutputsAreComparedAsValues) {
  const std::string scenario = R"({"orchestrator": "native:chain", "input": 2,
                                   "verify": {"output": )";
  EXPECT_EQ(failures(scenario + "2.0}}"), Lines{});
  EXPECT_EQ(failures(scenario + "3}}"), Lines{"The output differs | 3 | 2"});
}

TEST_F(SimulateTest, SaysWhatDidNotHold) {
  EXPECT_EQ(failures(R"({"orchestrator": "native:timeout", "answers": {"default": "pending"},
                         "verify": {"status": "returned", "output": "approved",
                                    "calls": ["Escalate"]}})"),
            (Lines{"The pass ended otherwise | returned | waiting",
                   "The pass has no output | \"approved\" | waiting",
                   "The calls differ | Escalate | timer, Approval"}));
}

TEST_F(SimulateTest, ATimerFiresWhereNobodyElseAnswers) {
  EXPECT_EQ(failures(R"({"orchestrator": "native:timeout",
                         "answers": {"by name": {"timer": "echo", "Escalate": "echo"},
                                     "default": "pending"},
                         "verify": {"output": "escalated",
                                    "calls": ["timer", "Approval", "Escalate"]}})"),
            Lines{});
}

TEST_F(SimulateTest, ErrorsAreRaisedInTheCode) {
  EXPECT_EQ(failures(R"({"orchestrator": "native:hello_sequence",
                         "answers": {"default": "error"}, "verify": {"status": "raised"}})"),
            Lines{});
}

TEST_F(SimulateTest, AnUnknownFlavourIsNamed) {
  const auto result = run(R"({"orchestrator": "native:chain", "flavour": "generatr"})");
  ASSERT_FALSE(result);
  EXPECT_EQ(base::to_text(result.error()),
            "scenario 's' names an unknown flavour 'generatr'\n"
            "Did you mean 'generator'?");
}

}  // namespace
}  // namespace core::simulator
