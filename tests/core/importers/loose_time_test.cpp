#include "core/importers/common/loose_time.h"

#include <gtest/gtest.h>

#include <string>

namespace core::importers {
namespace {

/// The time as text, with a question mark where day and month could be the other way round.
std::string read(std::string_view text) {
  const auto time = parse_loose_time(text);
  if (!time) return "none";
  return base::format_round_trip(time->time) + (time->is_ambiguous ? "?" : "");
}

TEST(LooseTime, ReadsWhatToolsWriteBesideIso8601) {
  EXPECT_EQ(read("2026-03-01T10:00:00.902113Z"), "2026-03-01T10:00:00.9021130Z");
  EXPECT_EQ(read("/Date(1772359200902)/"), "2026-03-01T10:00:00.9020000Z");
  EXPECT_EQ(read("/Date(1772359200902+0100)/"), "2026-03-01T10:00:00.9020000Z");
  EXPECT_EQ(read("2026-03-01 10:00:01.5 +0000 UTC"), "2026-03-01T10:00:01.5000000Z");
  EXPECT_EQ(read("2026-03-01 10:00:01 +02:00"), "2026-03-01T08:00:01.0000000Z");
  EXPECT_EQ(read("2026-03-01 10:00:01.25 UTC"), "2026-03-01T10:00:01.2500000Z");
  EXPECT_EQ(read("Sun, 01 Mar 2026 10:00:00 GMT"), "2026-03-01T10:00:00.0000000Z");
}

TEST(LooseTime, TellsDaysFromMonthsWhereItCan) {
  EXPECT_EQ(read("3/1/2026, 10:00:00.007 AM"), "2026-03-01T10:00:00.0070000Z");
  EXPECT_EQ(read("3/1/2026 12:30:00 PM"), "2026-03-01T12:30:00.0000000Z");
  EXPECT_EQ(read("3/1/2026 12:30:00 AM"), "2026-03-01T00:30:00.0000000Z");
  EXPECT_EQ(read("01.03.2026, 10:00:00,007"), "2026-03-01T10:00:00.0070000Z");
  EXPECT_EQ(read("31/12/2026 10:00"), "2026-12-31T10:00:00.0000000Z");
  EXPECT_EQ(read("12/31/2026 10:00"), "2026-12-31T10:00:00.0000000Z");
  EXPECT_EQ(read("3/1/2026 10:00:00"), "2026-03-01T10:00:00.0000000Z?");
  EXPECT_EQ(read("3/3/2026 10:00:00"), "2026-03-03T10:00:00.0000000Z");
}

TEST(LooseTime, RefusesWhatIsNone) {
  for (const char* const text :
       {"", "yesterday", "/Date()/", "/Date(99999999999999999999)/", "13/13/2026 10:00:00",
        "3/1/26 10:00", "2026-03-01 10:00:01 now", "Sun, 01 Mxr 2026 10:00:00 GMT", "10:00:00"}) {
    EXPECT_EQ(read(text), "none") << text;
  }
}

}  // namespace
}  // namespace core::importers
