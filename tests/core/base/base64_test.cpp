#include "core/base/base64.h"

#include <gtest/gtest.h>

namespace core::base {
namespace {

TEST(Base64, DecodesBothAlphabetsPastBlanks) {
  EXPECT_EQ(decode_base64("eyJpZCI6N30="), R"({"id":7})");
  EXPECT_EQ(decode_base64("eyJp\n ZCI6N30="), R"({"id":7})");
  EXPECT_EQ(decode_base64("Pz8_Pj4-"), "?" "?" "?>>>");
  EXPECT_EQ(decode_base64("Pz8/Pj4+"), "?" "?" "?>>>");
  EXPECT_EQ(decode_base64("Ijci"), "\"7\"");
  EXPECT_EQ(decode_base64("a"), std::nullopt);
  EXPECT_EQ(decode_base64("a=b="), std::nullopt);
  EXPECT_EQ(decode_base64("not base64!"), std::nullopt);
}

TEST(Base64, JsonAndTextAreFoundInIt) {
  EXPECT_EQ(text_in_base64("eyJpZCI6N30="), R"({"id":7})");
  EXPECT_EQ(text_in_base64("WzEsMiwzXQ=="), "[1,2,3]");
  EXPECT_EQ(text_in_base64("IlRva3lvIg=="), "\"Tokyo\"");
  EXPECT_EQ(text_in_base64("SGVsbG8sIFRva3lvISBIb3cgYXJlIHlvdT8="), "Hello, Tokyo! How are you?");
  EXPECT_EQ(text_in_base64("44GT44KT44Gr44Gh44Gv44CB5LiW55WM44CC"), "こんにちは、世界。");
  EXPECT_EQ(text_in_base64("Zmlyc3QgbGluZQpzZWNvbmQgbGluZQ=="), "first line\nsecond line");
}

TEST(Base64, WordsAndNamesAreNoBase64) {
  for (const char* word : {
           "test", "Hello123", "done", "Seattle1", "password", "ProductionServer",
           "OrderProcessingWorkflow1", "ThisIsAnActivityNameWith32Letter", "0123456789abcdef",
           "d41d8cd98f00b204e9800998ecf8427e", "9f86d081884c7d659a2feaa0c55ad015", "AAAAAAAAAAAAAAAA",
           "00000000000000000000000000000000", "202405011000020000000000", "aaaaaaaaaaaaaaaa",
           "/home/user/file1", "application/json", "some-thing_else+", "SGVsbG8xMjM=", "dGVzdA==",
           "VE9LWU8=", "xxxxxxxxxxxxxxxxxxxxxxxx", "QmFzZTY0SXNGdW4"}) {
    EXPECT_EQ(text_in_base64(word), std::nullopt) << word;
  }
}

TEST(Base64, WhatAnEncoderWouldNotWriteIsNone) {
  EXPECT_EQ(text_in_base64("eyJpZCI6N30"), std::nullopt);         // not padded
  EXPECT_EQ(text_in_base64("eyJpZCI6N31="), std::nullopt);        // bits behind the last byte
  EXPECT_EQ(text_in_base64("eyJp ZCI6N30="), std::nullopt);       // a blank
  EXPECT_EQ(text_in_base64("AAECAwQFBgcICQoLDA0ODw=="), std::nullopt);  // bytes 0 to 15
  EXPECT_EQ(text_in_base64("iVBORw0KGgoAAAANSUhEUgAA"), std::nullopt);  // a picture
  EXPECT_EQ(text_in_base64(""), std::nullopt);
}

TEST(Base64, ReadableIsUtf8WithoutControls) {
  EXPECT_TRUE(is_readable("a\tb\r\n"));
  EXPECT_FALSE(is_readable("a\x1b"));
  EXPECT_FALSE(is_readable("a\x7f"));
  EXPECT_FALSE(is_readable("a\xff"));
}

}  // namespace
}  // namespace core::base
