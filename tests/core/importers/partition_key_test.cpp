#include "core/importers/common/partition_key.h"

#include <gtest/gtest.h>

namespace core::importers {
namespace {

TEST(PartitionKey, is_unescaped_as_the_platform_escaped_it) {
  EXPECT_EQ(unescape_partition_key("plain-id"), "plain-id");
  EXPECT_EQ(unescape_partition_key("a^0b^1c^2d^3e^^f"), "a/b\\c#d?e^f");
  EXPECT_EQ(unescape_partition_key("tab^\u00C9end"), "tab\tend");
  EXPECT_EQ(unescape_partition_key("del^\u013F^\u0140"), "del\x7f\u0080");
  EXPECT_EQ(unescape_partition_key("high^\u015F"), "high\u009f");
}

TEST(PartitionKey, keeps_a_caret_that_escapes_nothing) {
  EXPECT_EQ(unescape_partition_key("a^"), "a^");
  EXPECT_EQ(unescape_partition_key("a^x^\u00e0^"), "a^x^\u00e0^");
}

}  // namespace
}  // namespace core::importers
