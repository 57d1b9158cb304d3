#include "app/views/base64_value.h"

#include <gtest/gtest.h>

namespace app::views {
namespace {

using core::base::parse_json;
using core::base::to_json;

TEST(Base64Value, TextsHoldJsonOrText) {
  EXPECT_EQ(to_json(*value_in_base64("eyJpZCI6N30=")), R"({"id":7})");
  EXPECT_EQ(to_json(*value_in_base64("SGVsbG8sIFRva3lvISBIb3cgYXJlIHlvdT8=")),
            R"("Hello, Tokyo! How are you?")");
  EXPECT_FALSE(value_in_base64("Hello123").has_value());
}

TEST(Base64Value, TheFormatsOwnStatementCountsHoweverShortTheTextIs) {
  const auto stated = [](const char* json) {
    const auto value = stated_value(parse_json(json).value());
    return value ? to_json(*value) : "none";
  };
  EXPECT_EQ(stated(R"({"metadata":{"encoding":"anNvbi9wbGFpbg=="},"data":"Nw=="})"), "7");
  EXPECT_EQ(stated(R"({"metadata":{"encoding":"json/plain"},"data":"InRlc3Qi"})"), "\"test\"");
  EXPECT_EQ(stated(R"({"metadata":{"encoding":"YmluYXJ5L3BsYWlu"},"data":"AAEC"})"), "none");
  EXPECT_EQ(stated(R"({"metadata":{"encoding":"json/plain"},"data":"/w=="})"), "none");
  EXPECT_EQ(stated(R"({"data":"Nw=="})"), "none");
}

TEST(Base64Value, WhatStandsInsideIsDecodedAndCounted) {
  auto value = parse_json(R"({"a":["eyJpZCI6N30=","test"],
      "p":{"metadata":{"encoding":"anNvbi9wbGFpbg=="},"data":"Nw=="}})").value();
  EXPECT_EQ(decode_inside(value), 2U);
  EXPECT_EQ(to_json(value), R"({"a":[{"id":7},"test"],"p":7})");
}

}  // namespace
}  // namespace app::views
