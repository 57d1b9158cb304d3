#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "core/base/text.h"
#include "core/diagnostics/rule.h"

namespace core::diagnostics {
namespace {

TEST(RuleTable, IdsAreUniqueAscendingAndOfOneForm) {
  std::string last;
  for (const Rule& rule : rules()) {
    const std::string id(rule.id);
    EXPECT_LT(last, id);
    last = id;
    ASSERT_EQ(id.size(), 6U);
    EXPECT_EQ(id.substr(0, 2), "YS");
    EXPECT_EQ(id.find_first_not_of("0123456789", 2), std::string::npos) << id;
  }
}

TEST(RuleTable, EveryRuleIsDocumented) {
  for (const Rule& rule : rules()) {
    EXPECT_FALSE(rule.title.empty()) << rule.id;
    EXPECT_FALSE(rule.fix.empty()) << rule.id;
    EXPECT_FALSE(rule.source.empty()) << rule.id;
    EXPECT_NE(rule.run, nullptr) << rule.id;
    EXPECT_GE(rule.explanation.size(), 80U) << rule.id << ": two to five sentences";
    EXPECT_EQ(rule.explanation.back(), '.') << rule.id;
  }
}

TEST(RuleTable, EveryRuleHasAnExampleOfTwoToEightLines) {
  for (const Rule& rule : rules()) {
    const auto lines = 1 + std::count(rule.example.begin(), rule.example.end(), '\n');
    EXPECT_FALSE(rule.example.empty()) << rule.id;
    EXPECT_GE(lines, 2) << rule.id;
    EXPECT_LE(lines, 8) << rule.id;
    EXPECT_FALSE(rule.example.ends_with('\n')) << rule.id;
  }
}

TEST(RuleTable, TitlesAreUnique) {
  std::set<std::string_view> titles;
  for (const Rule& rule : rules()) EXPECT_TRUE(titles.insert(rule.title).second) << rule.title;
}

TEST(RuleTable, FindRuleFindsByIdAndNothingElse) {
  ASSERT_NE(find_rule("YS1003"), nullptr);
  EXPECT_EQ(find_rule("YS1003")->title, "The code leaves the history");
  EXPECT_EQ(find_rule("YS9999"), nullptr);
}

}  // namespace
}  // namespace core::diagnostics
