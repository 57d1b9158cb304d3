#include "core/base/canonical_json.h"

#include <gtest/gtest.h>

namespace core::base {
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
  EXPECT_TRUE(equal_as_json("1180591620717411303424", "1.180591620717411303424e21"));
}

TEST(JsonEqual, OfDuplicateKeysTheLastOneCounts) {
  EXPECT_TRUE(equal_as_json(R"({"a":1,"a":2})", R"({"a":2})"));
}

TEST(JsonEqual, TextThatIsNoJsonEqualsOnlyItself) {
  EXPECT_TRUE(equal_as_json("no json", "no json"));
  EXPECT_FALSE(equal_as_json("no json", "no  json"));
}

}  // namespace
}  // namespace core::base
