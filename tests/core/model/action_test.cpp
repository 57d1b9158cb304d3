#include "core/model/action.h"

#include <gtest/gtest.h>

#include "core/model/ledger.h"

namespace core::model {
namespace {

Op made(ActionKind kind, std::string name = "", std::string input = "") {
  Op op;
  op.kind = kind;
  op.handle = TaskHandle{4};
  op.name = std::move(name);
  if (!input.empty()) op.input = Payload::of_text(std::move(input));
  return op;
}

TEST(ActionNames, EveryNameComesBack) {
  for (int i = 0; i <= static_cast<int>(ActionKind::value); ++i) {
    const auto kind = static_cast<ActionKind>(i);
    EXPECT_EQ(action_kind_from_name(name_of(kind)), kind);
  }
  for (int i = 0; i <= static_cast<int>(OpVerb::continue_as_new); ++i) {
    const auto verb = static_cast<OpVerb>(i);
    EXPECT_EQ(op_verb_from_name(name_of(verb)), verb);
  }
  EXPECT_EQ(action_kind_from_name("Activity"), std::nullopt);
  EXPECT_EQ(op_verb_from_name(""), std::nullopt);
  EXPECT_EQ(name_of(TaskState::cancelled), "cancelled");
}

TEST(OpText, IsOneLineForPeople) {
  EXPECT_EQ(to_text(made(ActionKind::activity, "Hello", "\"Tokyo\"")), "activity Hello(\"Tokyo\")");
  EXPECT_EQ(to_text(made(ActionKind::activity, "Hello")), "activity Hello()");
  EXPECT_EQ(to_text(made(ActionKind::external_event, "Approval")), "event Approval");
  EXPECT_EQ(to_text(made(ActionKind::value, "", "42")), "value 42");
  Op retried = made(ActionKind::activity_with_retry, "Charge", "5");
  retried.max_attempts = 3;
  EXPECT_EQ(to_text(retried), "activity Charge(5), up to 3 attempts");
  Op child = made(ActionKind::sub_orchestration, "Child", "1");
  EXPECT_EQ(to_text(child), "sub-orchestration Child(1)");
  child.target = "abc:1";
  EXPECT_EQ(to_text(child), "sub-orchestration Child(1) as abc:1");
  Op timer = made(ActionKind::timer);
  EXPECT_EQ(to_text(timer), "timer without a time");
  timer.fire_at = base::parse_timestamp("2024-05-01T10:05:01.137Z");
  EXPECT_EQ(to_text(timer), "timer 10:05:01.137");
  Op entity = made(ActionKind::entity_call, "get", "null");
  entity.target = "@counter@k";
  EXPECT_EQ(to_text(entity), "entity call @counter@k.get(null)");
  Op http = made(ActionKind::http, "GET");
  http.target = "https://example.org/x";
  EXPECT_EQ(to_text(http), "http GET https://example.org/x");
}

TEST(OpText, CompoundsNameTheirChildren) {
  Op any = made(ActionKind::any);
  any.children = {TaskHandle{1}, TaskHandle{2}};
  EXPECT_EQ(to_text(any), "any(#1, #2)");
  Op all = made(ActionKind::all);
  EXPECT_EQ(to_text(all), "all()");
  for (std::uint32_t i = 0; i < 1000; ++i) all.children.push_back(TaskHandle{i});
  EXPECT_EQ(to_text(all), "all(#0, #1, #2, #3, #4, #5, #6, #7, … 1000 in all)");
}

TEST(OpText, OtherVerbsSayWhatTheyDo) {
  Op op = made(ActionKind::activity, "", "{\"a\":1}");
  op.verb = OpVerb::cancel;
  EXPECT_EQ(to_text(op), "cancel #4");
  op.verb = OpVerb::custom_status;
  EXPECT_EQ(to_text(op), "custom status {\"a\":1}");
  op.verb = OpVerb::continue_as_new;
  EXPECT_EQ(to_text(op), "continue as new {\"a\":1}");
}

TEST(OpText, HostileAndLongInputsAreTamed) {
  EXPECT_EQ(to_text(made(ActionKind::activity, "a\nb", "\"\x1b[2J\"")),
            "activity a\\nb(\"\\x1b[2J\")");
  const std::string text = to_text(made(ActionKind::activity, "A", std::string(5000, 'x')));
  EXPECT_EQ(text, "activity A(" + std::string(59, 'x') + "…)");
}

}  // namespace
}  // namespace core::model
