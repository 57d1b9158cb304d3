// A moment in UTC with the 100 ns resolution that .NET histories have. Replay-deterministic GUIDs
// are hashed from it, so no digit may be lost on the way in (SEMANTICS 6.33).
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace core::base {

/// Ticks of 100 ns since 1970-01-01T00:00:00Z; may be negative.
struct Timestamp {
  std::int64_t ticks = 0;

  friend constexpr auto operator<=>(Timestamp, Timestamp) = default;
};

inline constexpr std::int64_t kTicksPerSecond = 10'000'000;

/// Reads ISO 8601: "2024-05-01T10:00:01.1370000Z", with 0 to 9 fraction digits (digits beyond the
/// seventh are cut), 'T' or a space, and 'Z', "+hh:mm", or no zone (then UTC). Empty when malformed.
std::optional<Timestamp> parse_timestamp(std::string_view text);

/// "2024-05-01T10:00:01.1370000Z": .NET's round-trip format "o", always seven digits.
std::string format_round_trip(Timestamp time);
/// "2024-05-01T10:00:01.137000Z": Python's "%Y-%m-%dT%H:%M:%S.%fZ"; the seventh digit is cut.
std::string format_python(Timestamp time);
/// "10:00:01.137": the time of day with milliseconds, for narrow columns.
std::string format_clock(Timestamp time);
/// A length of time for people: "137 ms", "1.23 s", "5 min", "2 h 05 min", "3 d 4 h".
std::string format_duration(std::int64_t ticks);

/// Reads a .NET TimeSpan in its "c" format, e.g. "3.00:00:00"; the result is in ticks.
std::optional<std::int64_t> parse_time_span(std::string_view text);
/// Writes one: "3.00:00:00", with seven fraction digits where there is a fraction.
std::string format_time_span(std::int64_t ticks);

}  // namespace core::base
