#include "core/base/json_writer.h"

#include <gtest/gtest.h>

#include <limits>

namespace core::base {
namespace {

std::string literal(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  return out;
}

TEST(JsonWriter, PutsCommasAndKeepsTheOrderOfTheCalls) {
  JsonWriter out;
  out.begin_object().key("b").number(std::int64_t{-5}).key("a").begin_array();
  out.string("x").null().boolean(true).number(0.1).raw("1e400").begin_object().end_object();
  out.end_array().key("c").begin_array().end_array().end_object();
  EXPECT_EQ(out.text(), R"({"b":-5,"a":["x",null,true,0.1,1e400,{}],"c":[]})");
}

TEST(JsonWriter, IndentsWhenAskedTo) {
  JsonWriter out(2);
  out.begin_array().begin_object().key("a").number(std::int64_t{1}).end_object();
  out.begin_array().end_array().end_array();
  EXPECT_EQ(out.take(), "[\n  {\n    \"a\": 1\n  },\n  []\n]");
}

TEST(JsonWriter, WritesNoNumberThatJsonDoesNotHave) {
  JsonWriter out;
  out.begin_array().number(std::numeric_limits<double>::infinity()).number(2.5).end_array();
  EXPECT_EQ(out.text(), "[null,2.5]");
}

TEST(JsonWriter, EscapesAtEveryPositionOfAWord) {
  for (std::size_t at = 0; at < 20; ++at) {
    std::string text(20, 'x');
    for (const auto& [c, escape] : {std::pair('"', "\\\""),
                                    {'\\', "\\\\"},
                                    {'\n', "\\n"},
                                    {'\r', "\\r"},
                                    {'\t', "\\t"},
                                    {'\b', "\\b"},
                                    {'\f', "\\f"},
                                    {'\x01', "\\u0001"},
                                    {'\x1f', "\\u001f"},
                                    {'\0', "\\u0000"}}) {
      text[at] = c;
      std::string expected(20, 'x');
      expected.replace(at, 1, escape);
      EXPECT_EQ(literal(text), "\"" + expected + "\"");
    }
  }
}

TEST(JsonWriter, LeavesOtherAsciiAndValidUtf8Alone) {
  std::string ascii;
  for (char c = 0x20; c < 0x7F; ++c) {
    if (c != '"' && c != '\\') ascii += c;
  }
  EXPECT_EQ(literal(ascii + "é€😀\x7F"), "\"" + ascii + "é€😀\x7F\"");
}

TEST(JsonWriter, BrokenUtf8BecomesTheReplacementCharacter) {
  EXPECT_EQ(literal("a\xFF"
                    "b\xC3"),
            "\"a\xEF\xBF\xBD"
            "b\xEF\xBF\xBD\"");
  EXPECT_EQ(literal("\xC0\xAF"), "\"\xEF\xBF\xBD\xEF\xBF\xBD\"");
}

TEST(JsonWriter, ALoneSurrogateBecomesItsEscapeAgain) {
  EXPECT_EQ(literal("a\xED\xA0\x80z"), R"("a\ud800z")");
}

}  // namespace
}  // namespace core::base
