#include "core/base/timestamp.h"

#include <gtest/gtest.h>

namespace core::base {
namespace {

std::string echoed(std::string_view text) {
  const auto time = parse_timestamp(text);
  return time ? format_round_trip(*time) : "malformed";
}

TEST(Timestamp, KeepsEveryTick) {
  EXPECT_EQ(echoed("2024-05-01T10:00:01.1370000Z"), "2024-05-01T10:00:01.1370000Z");
  EXPECT_EQ(echoed("2024-05-01T10:00:01.1234567Z"), "2024-05-01T10:00:01.1234567Z");
  EXPECT_EQ(echoed("2024-05-01T10:00:01.0000001Z"), "2024-05-01T10:00:01.0000001Z");
  EXPECT_EQ(parse_timestamp("1970-01-01T00:00:00.0000001Z")->ticks, 1);
  EXPECT_EQ(parse_timestamp("1969-12-31T23:59:59.9999999Z")->ticks, -1);
  EXPECT_EQ(parse_timestamp("2024-01-01T10:00:01.123456Z")->ticks, 17041032011234560);
}

TEST(Timestamp, ReadsEverySpelling) {
  EXPECT_EQ(echoed("2024-05-01T10:00:01Z"), "2024-05-01T10:00:01.0000000Z");
  EXPECT_EQ(echoed("2024-05-01 10:00:01"), "2024-05-01T10:00:01.0000000Z");
  EXPECT_EQ(echoed("2024-05-01T10:00:01.5"), "2024-05-01T10:00:01.5000000Z");
  EXPECT_EQ(echoed("2024-05-01T10:00:01.123456789Z"), "2024-05-01T10:00:01.1234567Z");
  EXPECT_EQ(echoed("2024-05-01T01:30:00+02:00"), "2024-04-30T23:30:00.0000000Z");
  EXPECT_EQ(echoed("2024-12-31T20:00:00.25-05:30"), "2025-01-01T01:30:00.2500000Z");
  EXPECT_EQ(echoed("0001-01-01T00:00:00Z"), "0001-01-01T00:00:00.0000000Z");
  EXPECT_EQ(echoed("9999-12-31T23:59:59.999999999Z"), "9999-12-31T23:59:59.9999999Z");
  EXPECT_EQ(echoed("2024-02-29T00:00:00Z"), "2024-02-29T00:00:00.0000000Z");
}

TEST(Timestamp, RefusesWhatIsNoTime) {
  for (const std::string_view text :
       {"", "2024", "2024-05-01", "2024-13-01T00:00:00Z", "2023-02-29T00:00:00Z",
        "2024-05-01T24:00:00Z", "2024-05-01T10:60:00Z", "2024-05-01T10:00:60Z",
        "2024-05-01T10:00:01.Z", "2024-05-01T10:00:01.1234567890Z", "2024-05-01T10:00:01Zx",
        "2024-05-01T10:00:01+0200", "2024-05-01X10:00:01Z", "2024-5-01T10:00:01Z",
        "+024-05-01T10:00:01Z", "2024-05-01T10:00:01+25:00", " 2024-05-01T10:00:01Z"}) {
    EXPECT_EQ(echoed(text), "malformed") << text;
  }
}

TEST(Timestamp, FormatsForPythonAndForNarrowColumns) {
  const Timestamp time = *parse_timestamp("2024-01-01T09:05:01.1234567Z");
  EXPECT_EQ(format_python(time), "2024-01-01T09:05:01.123456Z");
  EXPECT_EQ(format_clock(time), "09:05:01.123");
  EXPECT_EQ(format_python({-1}), "1969-12-31T23:59:59.999999Z");
}

TEST(Duration, ReadsLikeAPersonWouldSayIt) {
  const auto of = [](double seconds) {
    return format_duration(static_cast<std::int64_t>(seconds * double{kTicksPerSecond}));
  };
  EXPECT_EQ(of(0), "0 ms");
  EXPECT_EQ(of(0.00025), "250 µs");
  EXPECT_EQ(of(0.137), "137 ms");
  EXPECT_EQ(of(1), "1 s");
  EXPECT_EQ(of(1.5), "1.5 s");
  EXPECT_EQ(of(1.23), "1.23 s");
  EXPECT_EQ(of(59.999), "59.99 s");
  EXPECT_EQ(of(300), "5 min");
  EXPECT_EQ(of(330), "5 min 30 s");
  EXPECT_EQ(of(7500), "2 h 05 min");
  EXPECT_EQ(of(7200), "2 h");
  EXPECT_EQ(of(3 * 86400 + 4 * 3600), "3 d 4 h");
  EXPECT_EQ(of(-1.5), "-1.5 s");
  EXPECT_EQ(format_duration(INT64_MIN), "-10675199 d 2 h");
}

TEST(TimeSpan, ReadsDotNetConstantFormat) {
  EXPECT_EQ(parse_time_span("3.00:00:00"), 3 * 86400 * kTicksPerSecond);
  EXPECT_EQ(parse_time_span("00:00:03.5"), 35'000'000);
  EXPECT_EQ(parse_time_span("-01:02:03.0000001"), -(3723 * kTicksPerSecond + 1));
  EXPECT_EQ(parse_time_span("1.02:03:04.1234567"), (86400 + 7384) * kTicksPerSecond + 1'234'567);
  EXPECT_EQ(parse_time_span("10675199.02:48:05.4775807"), INT64_MAX);
  for (const std::string_view text : {"", "3", "3 days", "25:00:00", "10675199.02:48:05.4775808",
                                      "99999999999.00:00:00", "1:2:3", "00:00:03.", ".00:00:00"}) {
    EXPECT_EQ(parse_time_span(text), std::nullopt) << text;
  }
}

TEST(TimeSpan, WritesWhatItReads) {
  EXPECT_EQ(format_time_span(3 * 86400 * kTicksPerSecond), "3.00:00:00");
  EXPECT_EQ(format_time_span(0), "00:00:00");
  EXPECT_EQ(format_time_span(-(3723 * kTicksPerSecond + 1)), "-01:02:03.0000001");
  EXPECT_EQ(format_time_span(INT64_MAX), "10675199.02:48:05.4775807");
  EXPECT_EQ(format_time_span(INT64_MIN), "-10675199.02:48:05.4775808");
}

}  // namespace
}  // namespace core::base
