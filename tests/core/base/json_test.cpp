#include "core/base/json.h"

#include <gtest/gtest.h>

namespace core::base {
namespace {

std::string round_trip(std::string_view text) { return to_json(parse_json(text).value()); }
std::string error_of(std::string_view text) { return to_text(parse_json(text).error()); }

TEST(Json, KeepsOrderDuplicatesAndNumberText) {
  EXPECT_EQ(round_trip(" { \"b\" : 1.0 , \"a\" : [ true , null , -0.5e+10 ] , \"b\" : "
                       "1180591620717411303424 } "),
            R"({"b":1.0,"a":[true,null,-0.5e+10],"b":1180591620717411303424})");
}

TEST(Json, TheLastDuplicateIsFound) {
  const JsonValue value = parse_json(R"({"a":1,"a":2,"s":"x","f":1.5,"t":true})").value();
  EXPECT_EQ(value.integer_at("a"), 2);
  EXPECT_EQ(value.string_at("s"), "x");
  EXPECT_EQ(value.string_at("a"), "");
  EXPECT_EQ(value.integer_at("f"), std::nullopt);
  EXPECT_EQ(value.integer_at("s"), std::nullopt);
  EXPECT_EQ(value.integer_at("none"), std::nullopt);
  EXPECT_EQ(value.boolean_at("t"), true);
  EXPECT_EQ(value.boolean_at("a"), std::nullopt);
  EXPECT_EQ(parse_json("9223372036854775807").value().as_integer(), INT64_MAX);
  EXPECT_EQ(parse_json("9223372036854775808").value().as_integer(), std::nullopt);
}

TEST(Json, TakesWhatPythonWrites) {
  EXPECT_EQ(round_trip("[NaN,Infinity,-Infinity]"), "[NaN,Infinity,-Infinity]");
  EXPECT_EQ(round_trip(R"("\ud800")"), R"("\ud800")");
  EXPECT_EQ(parse_json(R"("\ud800")").value().text, "\xED\xA0\x80");
  EXPECT_EQ(round_trip(R"("\udc00\ud800\ud800\udc00")"), "\"\\udc00\\ud800\xF0\x90\x80\x80\"");
}

TEST(Json, DecodesEveryEscape) {
  EXPECT_EQ(parse_json(R"("\"\\\/\b\f\n\r\t\u0041\u00e9\u20AC\ud83d\ude00")").value().text,
            "\"\\/\b\f\n\r\tAé€😀");
  EXPECT_EQ(parse_json(R"("a\u0000b")").value().text, std::string("a\0b", 3));
}

TEST(Json, PassesOverAByteOrderMark) { EXPECT_EQ(round_trip("\xEF\xBB\xBF[1]"), "[1]"); }

TEST(Json, SaysWhereAndWhatWasExpected) {
  EXPECT_EQ(error_of("{\n  \"é\": tru }"),
            "line 2, column 8: malformed JSON: expected a value, found 't' (byte 10)");
  EXPECT_EQ(error_of(""),
            "line 1, column 1: malformed JSON: expected a value, found the end of "
            "the text (byte 0)");
  EXPECT_EQ(error_of("[1 2]"),
            "line 1, column 4: malformed JSON: expected ',' or ']', found '2' (byte 3)");
  EXPECT_EQ(error_of("[1,"),
            "line 1, column 4: malformed JSON: expected a value, found the end of "
            "the text (byte 3)");
  EXPECT_EQ(error_of("{\"a\" 1}"),
            "line 1, column 6: malformed JSON: expected ':' after the "
            "member name, found '1' (byte 5)");
  EXPECT_EQ(error_of("{a:1}"),
            "line 1, column 2: malformed JSON: expected a member name in double "
            "quotes or '}', found 'a' (byte 1)");
  EXPECT_EQ(error_of("{\"a\":1,}"),
            "line 1, column 8: malformed JSON: expected a member name in "
            "double quotes, found '}' (byte 7)");
  EXPECT_EQ(error_of("{\"a\":1;"),
            "line 1, column 7: malformed JSON: expected ',' or '}', found ';' (byte 6)");
  EXPECT_EQ(error_of("1 x"),
            "line 1, column 3: malformed JSON: expected the end of the text after "
            "the value, found 'x' (byte 2)");
  EXPECT_EQ(error_of("\"a\nb\""),
            "line 1, column 3: malformed JSON: expected an escape for this "
            "control character, found '\\n' (byte 2)");
  EXPECT_EQ(error_of("\"ab"),
            "line 1, column 4: malformed JSON: expected '\"' after the string, "
            "found the end of the text (byte 3)");
  EXPECT_EQ(error_of("\"\\q\""),
            "line 1, column 3: malformed JSON: expected one of \"\\/bfnrtu "
            "after the backslash, found 'q' (byte 2)");
  EXPECT_EQ(error_of("\"\\u12g4\""),
            "line 1, column 6: malformed JSON: expected four hexadecimal "
            "digits after \\u, found 'g' (byte 5)");
}

TEST(Json, RefusesHalfNumbers) {
  EXPECT_EQ(
      error_of("-"),
      "line 1, column 2: malformed JSON: expected a digit, found the end of the text (byte 1)");
  EXPECT_EQ(error_of("1."),
            "line 1, column 3: malformed JSON: expected a digit after the decimal "
            "point, found the end of the text (byte 2)");
  EXPECT_EQ(error_of("1e+"),
            "line 1, column 4: malformed JSON: expected a digit in the exponent, "
            "found the end of the text (byte 3)");
  EXPECT_EQ(error_of("01"),
            "line 1, column 2: malformed JSON: expected the end of the text after "
            "the value, found '1' (byte 1)");
}

TEST(Json, DeepNestingIsAnErrorAndNeverACrash) {
  const std::string deep(100'000, '[');
  EXPECT_EQ(error_of(deep),
            "line 1, column 1001: malformed JSON: expected at most 1000 levels of "
            "nesting, found '[' (byte 1000)");
  std::string objects;
  for (int i = 0; i < 100'000; ++i) objects += "{\"a\":";
  EXPECT_EQ(parse_json(objects).error().code, "json.too_deep");
  const std::string allowed = std::string(1000, '[') + std::string(1000, ']');
  EXPECT_EQ(round_trip(allowed), allowed);
}

TEST(Json, EveryCutOfATextIsAnErrorWithAPlaceInsideIt) {
  const std::string text = R"({"a":[1.5e3,"x\u00e9\ud83d\ude00",{"b":null}],"c":true})";
  ASSERT_TRUE(parse_json(text).ok());
  for (std::size_t length = 0; length < text.size(); ++length) {
    const Result<JsonValue> cut = parse_json(text.substr(0, length));
    ASSERT_FALSE(cut.ok()) << length;
    EXPECT_LE(cut.error().where.byte.value(), length);
  }
}

TEST(Json, WritesSeveralLinesForPeople) {
  EXPECT_EQ(to_pretty_json(parse_json(R"({"a":[1,{}],"b":[]})").value()),
            "{\n  \"a\": [\n    1,\n    {}\n  ],\n  \"b\": []\n}");
}

TEST(Json, CountsColumnsInCharacters) {
  EXPECT_EQ(line_and_column("aé\nx€y", 8), std::pair(2u, 3u));
  EXPECT_EQ(line_and_column("", 5), std::pair(1u, 1u));
}

}  // namespace
}  // namespace core::base
