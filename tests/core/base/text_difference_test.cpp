#include "core/base/text_difference.h"

#include <gtest/gtest.h>

#include <string>

namespace core::base {
namespace {

/// The parts with brackets around the changed ones.
std::string marked(const std::vector<TextPart>& parts) {
  std::string text;
  for (const TextPart& part : parts) {
    text += part.is_changed ? "[" + std::string(part.text) + "]" : std::string(part.text);
  }
  return text;
}

TEST(TextDifference, MarksTheWordThatChanged) {
  const auto difference = difference_of("activity 'Charge' with 42", "activity 'Refund' with 42");
  EXPECT_EQ(marked(difference.left), "activity '[Charge]' with 42");
  EXPECT_EQ(marked(difference.right), "activity '[Refund]' with 42");
  EXPECT_TRUE(difference.is_worth_marking);
}

TEST(TextDifference, MarksWholeWordsAndNotLetters) {
  const auto difference = difference_of("Hello2(\"Zürich\")", "Hello3(\"Zug\")");
  EXPECT_EQ(marked(difference.left), "[Hello2](\"[Zürich]\")");
  EXPECT_EQ(marked(difference.right), "[Hello3](\"[Zug]\")");
}

TEST(TextDifference, MarksInsertionsOnOneSideOnly) {
  const auto difference = difference_of("{\"id\": 1, \"b\": 2}", "{\"id\": 1, \"a\": 7, \"b\": 2}");
  EXPECT_EQ(marked(difference.left), "{\"id\": 1, \"b\": 2}");
  EXPECT_EQ(marked(difference.right), "{\"id\": 1, \"[a\": 7, \"]b\": 2}");
}

TEST(TextDifference, PunctuationBetweenChangedWordsIsMarkedWithThem) {
  const auto difference = difference_of("due at 10:05:01 UTC", "due at 11:17:42 UTC");
  EXPECT_EQ(marked(difference.left), "due at [10:05:01] UTC");
  EXPECT_EQ(marked(difference.right), "due at [11:17:42] UTC");
}

TEST(TextDifference, EqualAndEmptyTextsHaveNothingMarked) {
  const auto same = difference_of("no call", "no call");
  EXPECT_EQ(marked(same.left), "no call");
  EXPECT_FALSE(same.is_worth_marking);
  const auto empty = difference_of("", "x");
  EXPECT_TRUE(empty.left.empty());
  EXPECT_EQ(marked(empty.right), "[x]");
  EXPECT_FALSE(empty.is_worth_marking);
}

TEST(TextDifference, TextsWithLittleInCommonAreNotWorthMarking) {
  EXPECT_FALSE(difference_of("activity 'A'", "the code returned 'done' here").is_worth_marking);
}

TEST(TextDifference, LongTextsAreComparedByTheirEnds) {
  std::string left = "start ", right = "start ";
  for (int i = 0; i < 5'000; ++i) {
    left += std::to_string(i) + " ";
    right += std::to_string(i * 3 + 1) + " ";
  }
  left += "end";
  right += "end";
  const auto difference = difference_of(left, right);
  ASSERT_EQ(difference.left.size(), 3U);
  EXPECT_EQ(difference.left.front().text, "start ");
  EXPECT_EQ(difference.left.back().text, " end");
  EXPECT_TRUE(difference.left[1].is_changed);
}

}  // namespace
}  // namespace core::base
