#include "core/simulator/scenario.h"

#include <gtest/gtest.h>

namespace core::simulator {
namespace {

std::string error_of(std::string_view text) {
  const base::Result<Scenario> scenario = parse_scenario(text, "shop/order.scenario.json");
  return scenario ? "no error" : base::to_text(scenario.error());
}

TEST(Scenario, ReadsEveryMember) {
  const Scenario scenario = parse_scenario(R"({
    "orchestrator": "orchestrator.py:order", "name": "happy", "flavour": "generator",
    "instance": "o-1", "input": {"a": [1, 2.50]}, "arguments": [1, "x"],
    "answers": {
      "by name": {"Ship": "echo", "Charge": [{"error": "no"}, {"result": 7}]},
      "in order": [{"result": null}], "default": "pending"},
    "verify": {"status": "returned", "output": [1], "calls": ["Charge", "timer"]}})",
                                           "shop/order.scenario.json")
                                .value();
  EXPECT_EQ(scenario.name, "happy");
  EXPECT_EQ(scenario.folder, "shop");
  EXPECT_EQ(scenario.orchestrator, "orchestrator.py:order");
  EXPECT_EQ(scenario.flavour, "generator");
  EXPECT_EQ(scenario.instance_id, "o-1");
  EXPECT_EQ(scenario.input.text, R"({"a":[1,2.50]})");
  EXPECT_EQ(scenario.arguments, R"([1,"x"])");

  ASSERT_EQ(scenario.by_name.size(), 3u);
  EXPECT_EQ(scenario.by_name[0].name, "Ship");
  EXPECT_EQ(scenario.by_name[0].how, Answer::How::echo);
  EXPECT_TRUE(scenario.by_name[0].is_for_every_call);
  EXPECT_EQ(scenario.by_name[1].name, "Charge");
  EXPECT_EQ(scenario.by_name[1].how, Answer::How::error);
  EXPECT_EQ(scenario.by_name[1].message, "no");
  EXPECT_FALSE(scenario.by_name[1].is_for_every_call);
  EXPECT_EQ(scenario.by_name[2].value.text, "7");
  ASSERT_EQ(scenario.in_order.size(), 1u);
  EXPECT_EQ(scenario.in_order[0].value.text, "null");
  EXPECT_EQ(scenario.fallback, DefaultAnswer::pending);

  EXPECT_EQ(scenario.expected_status, "returned");
  EXPECT_EQ(scenario.expected_output.text, "[1]");
  EXPECT_EQ(scenario.expected_calls, (std::vector<std::string>{"Charge", "timer"}));
}

TEST(Scenario, OnlyTheOrchestratorMustBeThere) {
  const Scenario scenario =
      parse_scenario(R"({"orchestrator": "f.py"})", "traces/monitor/scenario.json").value();
  EXPECT_EQ(scenario.name, "monitor");
  EXPECT_EQ(scenario.instance_id, "simulated");
  EXPECT_EQ(scenario.fallback, DefaultAnswer::lax_echo);
  EXPECT_FALSE(scenario.input.has_value());
  EXPECT_FALSE(scenario.expected_calls);
  EXPECT_EQ(parse_scenario(R"({"orchestrator": "f.py"})", "a/b.scenario.json")->name, "b");
}

TEST(Scenario, NamesAMistypedMember) {
  EXPECT_EQ(error_of(R"({"orchestrator": "f.py", "anwsers": {}})"),
            "shop/order.scenario.json: a scenario has no member 'anwsers' (/anwsers)\n"
            "Did you mean 'answers'?");
  EXPECT_EQ(error_of(R"({"orchestrator": "f.py", "answers": {"by_name": {}}})"),
            "shop/order.scenario.json: 'answers' has no member 'by_name' (/answers/by_name)\n"
            "Did you mean 'by name'?");
  EXPECT_EQ(error_of(R"({"orchestrator": "f.py", "verify": {"zzzzzzzz": 1}})"),
            "shop/order.scenario.json: 'verify' has no member 'zzzzzzzz' (/verify/zzzzzzzz)\n"
            "Known here: 'status', 'output', 'calls'.");
}

TEST(Scenario, SaysWhereAndWhatIsWrong) {
  EXPECT_EQ(error_of("[]"),
            "shop/order.scenario.json: the scenario must be an object, not an array");
  EXPECT_EQ(error_of("{}"),
            "shop/order.scenario.json: the scenario names no orchestrator\n"
            "Add \"orchestrator\": \"FILE.py:FUNCTION\".");
  EXPECT_EQ(error_of(R"({"orchestrator": 5})"),
            "shop/order.scenario.json: '/orchestrator' must be a text, not a number "
            "(/orchestrator)");
  EXPECT_EQ(error_of(R"({"orchestrator": "f.py", "answers": {"in order": [7]}})"),
            "shop/order.scenario.json: '/answers/in order/0' must be "
            "{\"result\": …}, {\"error\": \"…\"} or \"echo\", not a number (/answers/in order/0)");
  EXPECT_EQ(error_of(R"({"orchestrator": "f.py", "answers": {"by name": {"a/b": "ehco"}}})"),
            "shop/order.scenario.json: no answer is called 'ehco' (/answers/by name/a~1b)\n"
            "Did you mean 'echo'?");
  EXPECT_EQ(error_of(R"({"orchestrator": "f.py", "answers": {"default": "strict"}})"),
            "shop/order.scenario.json: no default answer is called 'strict' (/answers/default)\n"
            "Known here: 'lax', 'pending', 'error'.");
  EXPECT_EQ(error_of(R"({"orchestrator": "f.py", "verify": {"status": "retruned"}})"),
            "shop/order.scenario.json: no pass ends as 'retruned' (/verify/status)\n"
            "Did you mean 'returned'?");
}

TEST(Scenario, IsJsonOrSaysWhereItIsNot) {
  const base::Result<Scenario> scenario = parse_scenario("{\n  \"orchestrator\" 5}", "s.json");
  ASSERT_FALSE(scenario);
  EXPECT_EQ(scenario.error().code, "json.malformed");
  EXPECT_EQ(scenario.error().where.file, "s.json");
  EXPECT_EQ(scenario.error().where.line, 2u);
}

}  // namespace
}  // namespace core::simulator
