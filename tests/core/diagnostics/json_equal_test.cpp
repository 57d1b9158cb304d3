#include "core/diagnostics/json_equal.h"

#include <gtest/gtest.h>

namespace core::diagnostics {
namespace {

TEST(JsonEqual, IgnoresKeyOrderSpacesAndFormOfNumbers) {
  EXPECT_TRUE(equal_as_json(R"({"a": 1, "b": [2]})", R"({"b":[2.0],"a":1.0})"));
  EXPECT_TRUE(equal_as_json(R"("\u0041")", R"("A")"));
}

TEST(JsonEqual, TellsValuesApart) {
  EXPECT_FALSE(equal_as_json("1", "\"1\""));
  EXPECT_FALSE(equal_as_json("1", "true"));
  EXPECT_FALSE(equal_as_json("[1]", "[1,1]"));
  EXPECT_FALSE(equal_as_json(R"({"a":1})", R"({"a":1,"b":1})"));
  EXPECT_FALSE(equal_as_json("1180591620717411303424", "1180591620717411303425"));
}

TEST(JsonEqual, OfDuplicateKeysTheLastOneCounts) {
  EXPECT_TRUE(equal_as_json(R"({"a":1,"a":2})", R"({"a":2})"));
}

TEST(JsonEqual, TextThatIsNoJsonEqualsOnlyItself) {
  EXPECT_TRUE(equal_as_json("no json", "no json"));
  EXPECT_FALSE(equal_as_json("no json", "no  json"));
}

TEST(JsonEqual, ActivityInputsLoseTheArrayAndOneLevelOfText) {
  EXPECT_EQ(unwrapped_activity_input(R"(["\"Tokyo\""])"), "\"Tokyo\"");
  EXPECT_EQ(unwrapped_activity_input("[\"1\"]"), "1");
  EXPECT_EQ(unwrapped_activity_input("[\"Tokyo\"]"), "\"Tokyo\"");
  EXPECT_EQ(unwrapped_activity_input("[1,2]"), "[1,2]");
  EXPECT_EQ(unwrapped_text(R"("{\"a\":1}")"), R"({"a":1})");
}

}  // namespace
}  // namespace core::diagnostics
