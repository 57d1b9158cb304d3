#include "app/views/rules_view.h"

#include <gtest/gtest.h>

namespace app::views {
namespace {

TEST(RulesView, WithoutAFilterEveryRuleIsShown) {
  const RulesView view = build_rules_view("");
  EXPECT_EQ(view.shown.size(), state::rule_texts().size());
  EXPECT_EQ(view.heading, std::to_string(view.shown.size()) + " rules");
}

TEST(RulesView, EveryWordMustBeThereInAnyCase) {
  const RulesView one = build_rules_view("ys1003");
  ASSERT_GE(one.shown.size(), 1U);  // other rules may speak of it
  EXPECT_EQ(state::rule_texts()[one.shown[0]].id, "YS1003");
  EXPECT_TRUE(build_rules_view("YS1003 wordthatisnowhere").shown.empty());
  EXPECT_GT(build_rules_view("  TIMER ").shown.size(), 1U);
}

TEST(RulesView, ArrowsWalkTheShownRulesAndStopAtTheirEnds) {
  const RulesView view = build_rules_view("ys10");
  const auto& rules = state::rule_texts();
  const std::string_view first = rules[view.shown.front()].id;
  const std::string_view last = rules[view.shown.back()].id;
  EXPECT_EQ(rule_beside(view, first, -1), first);
  EXPECT_EQ(rule_beside(view, first, 1), rules[view.shown[1]].id);
  EXPECT_EQ(rule_beside(view, last, 1), last);
  EXPECT_EQ(rule_beside(view, "YS9999", 1), first);
  EXPECT_EQ(rule_beside(build_rules_view("wordthatisnowhere"), first, 1), "");
}

TEST(RulesView, ARuleIsFoundByItsId) {
  const auto found = find_rule("YS1003");
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(state::rule_texts()[*found].id, "YS1003");
  EXPECT_EQ(find_rule("YS0000"), std::nullopt);
}

}  // namespace
}  // namespace app::views
