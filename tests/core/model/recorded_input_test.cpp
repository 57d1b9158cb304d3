#include "core/model/recorded_input.h"

#include <gtest/gtest.h>

namespace core::model {
namespace {

TEST(RecordedInput, LosesItsLevels) {
  EXPECT_EQ(recorded_activity_input(R"(["\"Tokyo\""])").value, "\"Tokyo\"");
  EXPECT_EQ(recorded_activity_input(R"(["Tokyo"])").value, "\"Tokyo\"");
  EXPECT_EQ(recorded_activity_input(R"(["{\"b\": 1, \"a\": 2}"])").value, R"({"a":2,"b":1})");
  EXPECT_EQ(recorded_activity_input(R"(["{\"b\": 1, \"a\": 2}"])").text, R"({"b": 1, "a": 2})");
  EXPECT_EQ(recorded_activity_input("[1, 2]").value, "[1,2]");
  EXPECT_EQ(recorded_child_input(R"("{\"n\": 1}")").value, R"({"n":1})");
  EXPECT_EQ(recorded_child_input("[1]").value, "[1]");
}

TEST(RecordedInput, AStringThatHoldsJsonIsReadBothWays) {
  const RecordedInput input = recorded_activity_input(R"(["5"])");
  EXPECT_EQ(input.value, "5");
  EXPECT_EQ(input.outside, "\"5\"");
}

TEST(RecordedInput, ItsTextIsWhatTheCodeGave) {
  EXPECT_EQ(recorded_activity_input(R"(["\"Tokyo\""])").text, "\"Tokyo\"");
  EXPECT_EQ(recorded_activity_input("[\"1\"]").text, "1");
  EXPECT_EQ(recorded_activity_input("[\"Tokyo\"]").text, "\"Tokyo\"");
  EXPECT_EQ(recorded_activity_input("[1,2]").text, "[1,2]");
  EXPECT_EQ(recorded_child_input(R"("{\"a\":1}")").text, R"({"a":1})");
}

}  // namespace
}  // namespace core::model
