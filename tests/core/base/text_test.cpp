#include "core/base/text.h"

#include <gtest/gtest.h>

#include <array>

namespace core::base {
namespace {

TEST(Text, ComparesAsciiWithoutCase) {
  EXPECT_TRUE(equal_ignoring_case("SayHello", "sayhELLO"));
  EXPECT_FALSE(equal_ignoring_case("SayHello", "SayHello2"));
  EXPECT_FALSE(equal_ignoring_case("É", "é"));
  EXPECT_EQ(to_lower_ascii("ÄB"), "Äb");
  EXPECT_EQ(trim(" \t a b\r\n"), "a b");
  EXPECT_EQ(trim(" \n"), "");
}

TEST(Printable, HostileTextStaysVisibleText) {
  EXPECT_EQ(printable("a\x1b[31mred\x07\r\n\t"), "a\\x1b[31mred\\x07\\r\\n\\t");
  EXPECT_EQ(printable(std::string_view("a\0b\x7F", 4)), "a\\x00b\\x7f");
  EXPECT_EQ(printable("user\xE2\x80\xAEtxt.exe"), "user\\u202etxt.exe");
  EXPECT_EQ(printable("\xE2\x81\xA6x\xE2\x81\xA9"), "\\u2066x\\u2069");
  EXPECT_EQ(printable("\xC2\x9B"
                      "31m"),
            "\\u009b31m");
  EXPECT_EQ(printable("\xFF\xC3"), "\\xff\\xc3");
  EXPECT_EQ(printable("\xED\xA0\x80"), "\\ud800");
  EXPECT_EQ(printable("\xF3\xA0\x81\x81"), "\\U000e0041");
  EXPECT_EQ(printable("\xF4\x90\x80\x80"), "\\xf4\\x90\\x80\\x80");
}

TEST(Printable, OrdinaryTextIsUnchanged) {
  EXPECT_EQ(printable("{\"city\": \"Zürich 東京 😀 \\d\"}"), "{\"city\": \"Zürich 東京 😀 \\d\"}");
}

TEST(Shorten, CutsAtCodePointsAndMarksTheCut) {
  EXPECT_EQ(shorten("東京都", 3), "東京都");
  EXPECT_EQ(shorten("東京都庁", 3), "東京…");
  EXPECT_EQ(shorten("ab", 1), "…");
  EXPECT_EQ(shorten("ab", 0), "");
  EXPECT_EQ(shorten("", 0), "");
  EXPECT_EQ(shorten("\xFF\xFF\xFF", 2), "\xFF…");
}

TEST(CountOf, HasTheRightEnding) {
  EXPECT_EQ(count_of(1, "event"), "1 event");
  EXPECT_EQ(count_of(0, "event"), "0 events");
  EXPECT_EQ(count_of(3, "pass"), "3 passes");
  EXPECT_EQ(count_of(2, "history"), "2 histories");
  EXPECT_EQ(count_of(2, "replay"), "2 replays");
}

TEST(DidYouMean, FindsTypingMistakesOnly) {
  const std::array<std::string_view, 4> names{"replay", "check", "simulate", "info"};
  EXPECT_EQ(did_you_mean("repaly", names), "replay");
  EXPECT_EQ(did_you_mean("chek", names), "check");
  EXPECT_EQ(did_you_mean("Check", names), "check");
  EXPECT_EQ(did_you_mean("simulat", names), "simulate");
  EXPECT_EQ(did_you_mean("inof", names), "info");
  EXPECT_EQ(did_you_mean("banana", names), std::nullopt);
  EXPECT_EQ(did_you_mean("", names), std::nullopt);
  EXPECT_EQ(did_you_mean("x", std::span<const std::string_view>()), std::nullopt);
}

TEST(Utf8, KnowsWellFormedText) {
  EXPECT_TRUE(is_utf8("aé€😀"));
  EXPECT_TRUE(is_utf8(""));
  EXPECT_FALSE(is_utf8("\xC0\xAF"));
  EXPECT_FALSE(is_utf8("\xE2\x82"));
  EXPECT_FALSE(is_utf8("\xED\xA0\x80"));
  EXPECT_FALSE(is_utf8("\xF4\x90\x80\x80"));
}

TEST(Utf8, EveryCodePointComesBack) {
  for (char32_t value = 0; value <= 0x10FFFF; value += 37) {
    std::string text;
    append_utf8(text, value);
    const CodePoint point = first_code_point(text);
    ASSERT_EQ(point.value, value);
    ASSERT_EQ(point.length, text.size());
    ASSERT_EQ(point.is_valid, !point.is_surrogate());
  }
}

}  // namespace
}  // namespace core::base
