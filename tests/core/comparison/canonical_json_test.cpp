#include "core/comparison/canonical_json.h"

#include <gtest/gtest.h>

namespace core::comparison {
namespace {

TEST(CanonicalJson, EqualValuesAreEqualTexts) {
  EXPECT_EQ(canonical_json(R"({"b": 1, "a": [1.0, 2]})"), canonical_json(R"({"a":[1,2.0],"b":1})"));
  EXPECT_EQ(canonical_json("-0.0"), canonical_json("0"));
  EXPECT_EQ(canonical_json(R"("\u0041")"), canonical_json(R"("A")"));
  EXPECT_EQ(canonical_json(R"({"a": 1, "a": 2})"), canonical_json(R"({"a": 2})"));
  EXPECT_EQ(canonical_json("1e2"), canonical_json("100"));
}

TEST(CanonicalJson, OtherValuesAreOtherTexts) {
  EXPECT_NE(canonical_json("1180591620717411303424"), canonical_json("1180591620717411303425"));
  EXPECT_NE(canonical_json("\"1\""), canonical_json("1"));
  EXPECT_NE(canonical_json("[1]"), canonical_json("[[1]]"));
  EXPECT_NE(canonical_json("NaN"), canonical_json("null"));
}

TEST(CanonicalJson, WhatIsNoJsonStaysAsItIs) { EXPECT_EQ(canonical_json("{oh"), "{oh"); }

TEST(CanonicalJson, ARecordedInputLosesItsLevels) {
  EXPECT_EQ(recorded_activity_input(R"(["\"Tokyo\""])").value, "\"Tokyo\"");
  EXPECT_EQ(recorded_activity_input(R"(["Tokyo"])").value, "\"Tokyo\"");
  EXPECT_EQ(recorded_activity_input(R"(["{\"b\": 1, \"a\": 2}"])").value, R"({"a":2,"b":1})");
  EXPECT_EQ(recorded_activity_input(R"(["{\"b\": 1, \"a\": 2}"])").text, R"({"b": 1, "a": 2})");
  EXPECT_EQ(recorded_activity_input("[1, 2]").value, "[1,2]");
  EXPECT_EQ(recorded_child_input(R"("{\"n\": 1}")").value, R"({"n":1})");
  EXPECT_EQ(recorded_child_input("[1]").value, "[1]");
}

TEST(CanonicalJson, AStringThatHoldsJsonIsReadBothWays) {
  const RecordedInput input = recorded_activity_input(R"(["5"])");
  EXPECT_EQ(input.value, "5");
  EXPECT_EQ(input.outside, "\"5\"");
}

}  // namespace
}  // namespace core::comparison
