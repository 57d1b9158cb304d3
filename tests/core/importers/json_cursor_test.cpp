#include "core/importers/common/json_cursor.h"

#include <gtest/gtest.h>

namespace core::importers {
namespace {

std::string decoded(std::string_view raw, StringRepairs* repairs = nullptr) {
  std::string out;
  StringRepairs ignored;
  decode_json_string(raw, out, repairs != nullptr ? *repairs : ignored);
  return out;
}

TEST(DecodeJsonString, knows_every_escape) {
  EXPECT_EQ(decoded(R"("a\"\\\/\b\f\n\r\t\u0041\u00e9\u20ac\ud83d\ude00z")"),
            "a\"\\/\b\f\n\r\tA\u00e9\u20ac\U0001F600z");
}

TEST(DecodeJsonString, repairs_what_is_no_text) {
  StringRepairs repairs;
  EXPECT_EQ(decoded("\"\xff\xc0\xaf\xed\xa0\x80\xf4\x90\x80\x80\"", &repairs),
            "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD");
  EXPECT_TRUE(repairs.had_invalid_utf8);
  EXPECT_FALSE(repairs.had_lone_surrogate);
  EXPECT_EQ(decoded(R"("\ud800x\udc00\ud800\u0041")", &repairs), "\uFFFDx\uFFFD\uFFFDA");
  EXPECT_TRUE(repairs.had_lone_surrogate);
}

TEST(DecodeJsonString, leaves_what_is_no_escape) { EXPECT_EQ(decoded(R"("\q\u12")"), R"(\q\u12)"); }

struct Fault {
  std::string_view text;
  std::size_t byte;
  std::string_view expected;
  bool at_end;
};

class JsonCursorFault : public testing::TestWithParam<Fault> {};

TEST_P(JsonCursorFault, says_what_was_expected_where) {
  JsonCursor cursor(GetParam().text);
  bool is_first = true;
  std::string_view key;
  JsonSpan value;
  bool is_good = cursor.open('{');
  while (is_good) {
    const JsonCursor::Step step = cursor.next_key(is_first, key);
    ASSERT_NE(step, JsonCursor::Step::end);
    is_good = step == JsonCursor::Step::found && cursor.value(value);
  }
  EXPECT_EQ(cursor.fault().byte, GetParam().byte);
  EXPECT_EQ(cursor.fault().expected, GetParam().expected);
  EXPECT_EQ(cursor.fault().at_end, GetParam().at_end);
}

INSTANTIATE_TEST_SUITE_P(all, JsonCursorFault,
                         testing::Values(Fault{"", 0, "'{'", true}, Fault{"[1]", 0, "'{'", false},
                                         Fault{R"({"a)", 3, "the end of a string", true},
                                         Fault{R"({"a" 1})", 5, "':'", false},
                                         Fault{R"({"a":})", 5, "a value", false},
                                         Fault{R"({"a":nul)", 8, "a value", true},
                                         Fault{R"({"a":nuts})", 5, "a value", false},
                                         Fault{R"({"a":01x})", 5, "a value", false},
                                         Fault{R"({"a":1 "b":2})", 7, "',' or '}'", false},
                                         Fault{R"({"a":1,})", 7, "a member name", false},
                                         Fault{R"({"a":[1,{"b":2]})", 14, "'}'", false},
                                         Fault{R"({"a":[[)", 7, "']'", true}));

TEST(FindJsonMember, takes_the_last_of_equal_names) {
  EXPECT_EQ(find_json_member(R"({"a":1,"b":{"a":3},"a":2})", "a").raw, "2");
  EXPECT_EQ(find_json_member("[1]", "a").kind, '?');
  EXPECT_EQ(json_string_member(R"({"id":"x\u0041"})", "id"), "xA");
  EXPECT_EQ(json_string_member(R"({"id":7})", "id"), "");
}

}  // namespace
}  // namespace core::importers
