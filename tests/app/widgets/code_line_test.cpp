#include "app/widgets/code_line.h"

#include <gtest/gtest.h>

namespace app::widgets {
namespace {

TEST(LexLine, CodeStaysCode) {
  EXPECT_EQ(lex_line("x = yield context.call_activity(\"Hello\", 'a')  # \"\"\"", LexState::code),
            LexState::code);
}

TEST(LexLine, ThreeQuotesCarryOverLines) {
  const LexState inside = lex_line("\"\"\"Begins here", LexState::code);
  EXPECT_EQ(inside, LexState::in_double_quotes);
  EXPECT_EQ(lex_line("goes on with ''' inside", inside), LexState::in_double_quotes);
  EXPECT_EQ(lex_line("and ends\"\"\" + x", inside), LexState::code);
}

TEST(LexLine, ThreeQuotesMayCloseOnTheirLine) {
  EXPECT_EQ(lex_line("'''all of it'''", LexState::code), LexState::code);
  EXPECT_EQ(lex_line("'''", LexState::code), LexState::in_single_quotes);
}

TEST(LexLine, UnfinishedAndEscapedStringsEndWithTheLine) {
  EXPECT_EQ(lex_line("x = 'no end", LexState::code), LexState::code);
  EXPECT_EQ(lex_line("x = 'ends in a backslash\\", LexState::code), LexState::code);
  EXPECT_EQ(lex_line("", LexState::code), LexState::code);
}

}  // namespace
}  // namespace app::widgets
