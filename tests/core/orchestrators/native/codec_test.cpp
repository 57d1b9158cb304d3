#include "core/orchestrators/native/codec.h"

#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>

namespace core::orchestrators {
namespace {

model::Payload text(std::string json) { return model::Payload::of_text(std::move(json)); }

template <class T>
std::string error_of(const std::string& json) {
  try {
    static_cast<void>(from_payload<T>(text(json)));
  } catch (const PayloadError& e) {
    return e.what();
  }
  return "no error";
}

TEST(Codec, WritesWhatThePythonSdkWouldSend) {
  EXPECT_EQ(to_payload("Tokyo").text, R"("Tokyo")");
  EXPECT_EQ(to_payload(std::string("a\n\"b\"")).text, R"("a\n\"b\"")");
  EXPECT_EQ(to_payload("\u00e4\u20ac\U0001f600\x7f!").text, R"("\u00e4\u20ac\ud83d\ude00\u007f!")");
  EXPECT_EQ(to_payload(-7).text, "-7");
  EXPECT_EQ(to_payload(std::uint8_t{200}).text, "200");
  EXPECT_EQ(to_payload(true).text, "true");
  EXPECT_EQ(to_payload(1.0).text, "1.0");
  EXPECT_EQ(to_payload(1e300).text, "1e+300");
  EXPECT_EQ(to_payload(std::nan("")).text, "NaN");
  EXPECT_EQ(to_payload(nullptr).text, "null");
  EXPECT_EQ(to_payload(std::optional<int>()).text, "null");
  EXPECT_EQ(to_payload(std::optional<int>(3)).text, "3");
  EXPECT_EQ(to_payload(std::vector<std::string>{"a", "b"}).text, R"(["a", "b"])");
  EXPECT_EQ(to_payload(std::vector<bool>{true, false}).text, "[true, false]");
}

TEST(Codec, TakesJsonDocuments) {
  const nlohmann::json order{{"id", 7}, {"items", {"lamp"}}};
  EXPECT_EQ(to_payload(order).text, R"({"id": 7, "items": ["lamp"]})");
  const nlohmann::json odd{{"a,\":b", "\u00e4"}, {"c", {1, 2}}};
  EXPECT_EQ(to_payload(odd).text, R"({"a,\":b": "\u00e4", "c": [1, 2]})");
  EXPECT_EQ(from_payload<nlohmann::json>(text(R"({"id": 7, "items": ["lamp"]})")), order);
  EXPECT_EQ(error_of<nlohmann::json>("[NaN]"), "the value cannot be held as a JSON document");
}

TEST(Codec, ReadsValuesBack) {
  EXPECT_EQ(from_payload<std::string>(text(R"("\u00e9")")), "\u00e9");
  EXPECT_EQ(from_payload<int>(text("-42")), -42);
  EXPECT_EQ(from_payload<std::int64_t>(text(" 42 ")), 42);
  EXPECT_EQ(from_payload<double>(text("2")), 2.0);
  EXPECT_TRUE(std::isnan(from_payload<double>(text("NaN"))));
  EXPECT_TRUE(std::isinf(from_payload<double>(text("-Infinity"))));
  EXPECT_TRUE(from_payload<bool>(text("true")));
  EXPECT_EQ(from_payload<std::optional<int>>(text("null")), std::nullopt);
  EXPECT_EQ(from_payload<std::optional<int>>(model::Payload()), std::nullopt);
  EXPECT_EQ(from_payload<std::vector<int>>(text("[1, 2]")), (std::vector<int>{1, 2}));
}

TEST(Codec, SaysWhatTheValueIsInstead) {
  EXPECT_EQ(error_of<std::string>("7"), "the value is a number, not a string: 7");
  EXPECT_EQ(error_of<int>(R"("x")"),
            "the value is a string, not a whole number from -2147483648 to 2147483647: \"x\"");
  EXPECT_EQ(error_of<std::uint8_t>("300"),
            "the value is a number, not a whole number from 0 to 255: 300");
  EXPECT_EQ(error_of<int>("1.5"),
            "the value is a number, not a whole number from -2147483648 to 2147483647: 1.5");
  EXPECT_EQ(error_of<std::vector<int>>("{}"), "the value is an object, not an array: {}");
  EXPECT_EQ(error_of<bool>("null"), "the value is null, not a boolean: null");
  EXPECT_EQ(error_of<std::string>("plain text"), "the value is no JSON: plain text");
}

}  // namespace
}  // namespace core::orchestrators
