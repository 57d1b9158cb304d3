#include "app/views/inner_json.h"

#include <gtest/gtest.h>

namespace app::views {
namespace {

TEST(InnerJson, TakesOffLevelsOfTextAndTheArrayAroundOne) {
  const InnerJson inner = inner_json(R"(["{\"order\": 12}"])");
  EXPECT_EQ(inner.text, R"({"order": 12})");
  EXPECT_EQ(inner.levels, 1U);
  EXPECT_EQ(inner_json(R"("\"[1]\"")").text, "[1]");
  EXPECT_EQ(inner_json(R"("\"[1]\"")").levels, 2U);
}

TEST(InnerJson, DecodesBase64OfTheWholeAndInside) {
  const InnerJson whole = inner_json("eyJpZCI6N30=");
  EXPECT_EQ(whole.text, R"({"id":7})");
  EXPECT_EQ(whole.decoded, 1U);
  EXPECT_EQ(inner_json(R"("eyJpZCI6N30=")").text, R"({"id":7})");
  const InnerJson inside = inner_json(R"({"body":"eyJpZCI6N30=","name":"Hello123"})");
  EXPECT_EQ(inside.text, R"({"body":{"id":7},"name":"Hello123"})");
  EXPECT_EQ(inside.decoded, 1U);
  EXPECT_EQ(inner_json(R"({"name":"test"})").decoded, 0U);
}

TEST(InnerJson, LeavesPlainValuesAlone) {
  for (const char* text : {R"("Tokyo")", R"("12")", "[1]", R"(["a", "b"])", "no json", "", "null"}) {
    EXPECT_EQ(inner_json(text).text, text);
    EXPECT_EQ(inner_json(text).levels, 0U) << text;
  }
}

}  // namespace
}  // namespace app::views
