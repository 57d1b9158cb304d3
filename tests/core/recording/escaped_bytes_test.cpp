#include "core/recording/escaped_bytes.h"

#include <gtest/gtest.h>

namespace core::recording {
namespace {

TEST(EscapedBytes, OnlyWhatIsNoUtf8AndTheBackslashAreEscaped) {
  EXPECT_EQ(escape_bytes("é\xFF\\n\xED\xA0\x80"), "é\\xff\\\\n\\xed\\xa0\\x80");
}

TEST(EscapedBytes, EveryPairOfBytesComesBack) {
  for (int i = 0; i < 65536; ++i) {
    const std::string bytes{static_cast<char>(i >> 8), static_cast<char>(i & 255)};
    ASSERT_EQ(unescape_bytes(escape_bytes(bytes)), bytes);
  }
}

TEST(EscapedBytes, OtherEscapesAreRefused) {
  for (const std::string_view text :
       {"\\", "\\x", "\\x1", "\\xg0", "\\x1g", "\\n", "a\\x-1", "\\x+1"}) {
    EXPECT_EQ(unescape_bytes(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace core::recording
