#include "core/base/timestamp.h"

#include <fmt/format.h>

#include <chrono>

namespace core::base {
namespace {

constexpr std::int64_t kTicksPerMillisecond = 10'000;
constexpr std::int64_t kTicksPerMinute = 60 * kTicksPerSecond;
constexpr std::int64_t kTicksPerHour = 60 * kTicksPerMinute;
constexpr std::int64_t kTicksPerDay = 24 * kTicksPerHour;

/// Takes characters off the front of a text and remembers whether all were as expected.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  bool is_good() const { return is_good_; }
  bool at_end() const { return rest_.empty(); }
  bool next_is(char c) const { return !rest_.empty() && rest_.front() == c; }
  bool take_if(char c) {
    if (!next_is(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }
  void expect(char c) { is_good_ = take_if(c) && is_good_; }
  std::int64_t digits(std::size_t count) {
    std::int64_t value = 0;
    for (std::size_t i = 0; i < count; ++i) {
      if (rest_.empty() || rest_.front() < '0' || rest_.front() > '9') {
        is_good_ = false;
        return 0;
      }
      value = value * 10 + (rest_.front() - '0');
      rest_.remove_prefix(1);
    }
    return value;
  }
  std::size_t count_digits() const {
    std::size_t count = 0;
    while (count < rest_.size() && rest_[count] >= '0' && rest_[count] <= '9') ++count;
    return count;
  }
  void expect_range(std::int64_t value, std::int64_t low, std::int64_t high) {
    is_good_ = is_good_ && value >= low && value <= high;
  }
  /// ".137" as ticks; 0 when there is no point. Digits beyond the seventh are cut.
  std::int64_t fraction() {
    if (!take_if('.')) return 0;
    const std::size_t count = count_digits();
    expect_range(static_cast<std::int64_t>(count), 1, 9);
    if (!is_good_) return 0;
    std::int64_t ticks = digits(count);
    for (std::size_t i = count; i < 7; ++i) ticks *= 10;
    for (std::size_t i = 7; i < count; ++i) ticks /= 10;
    return ticks;
  }
  /// "10:00:01" as ticks.
  std::int64_t time_of_day() {
    const std::int64_t hour = digits(2);
    expect(':');
    const std::int64_t minute = digits(2);
    expect(':');
    const std::int64_t second = digits(2);
    expect_range(hour, 0, 23);
    expect_range(minute, 0, 59);
    expect_range(second, 0, 59);
    return hour * kTicksPerHour + minute * kTicksPerMinute + second * kTicksPerSecond;
  }
  /// "2024-05-01" as ticks since 1970.
  std::int64_t date() {
    const std::int64_t year = digits(4);
    expect('-');
    const std::int64_t month = digits(2);
    expect('-');
    const std::int64_t day = digits(2);
    const std::chrono::year_month_day ymd{std::chrono::year{static_cast<int>(year)},
                                          std::chrono::month{static_cast<unsigned>(month)},
                                          std::chrono::day{static_cast<unsigned>(day)}};
    is_good_ = is_good_ && ymd.ok();
    return is_good_ ? std::chrono::sys_days(ymd).time_since_epoch().count() * kTicksPerDay : 0;
  }
  /// What has to be taken away to get UTC, in ticks.
  std::int64_t zone() {
    if (at_end() || take_if('Z') || take_if('z')) return 0;
    const std::int64_t sign = next_is('-') ? -1 : 1;
    if (!take_if('-')) expect('+');
    const std::int64_t hour = digits(2);
    expect(':');
    const std::int64_t minute = digits(2);
    expect_range(hour, 0, 23);
    expect_range(minute, 0, 59);
    return sign * (hour * kTicksPerHour + minute * kTicksPerMinute);
  }

 private:
  std::string_view rest_;
  bool is_good_ = true;
};

struct Parts {
  int year;
  unsigned month, day;
  std::int64_t hour, minute, second, fraction;
};

Parts parts_of(Timestamp time) {
  std::int64_t days = time.ticks / kTicksPerDay;
  std::int64_t rest = time.ticks % kTicksPerDay;
  if (rest < 0) {
    rest += kTicksPerDay;
    --days;
  }
  const std::chrono::year_month_day ymd{
      std::chrono::sys_days{std::chrono::days{static_cast<int>(days)}}};
  return {static_cast<int>(ymd.year()),
          static_cast<unsigned>(ymd.month()),
          static_cast<unsigned>(ymd.day()),
          rest / kTicksPerHour,
          rest / kTicksPerMinute % 60,
          rest / kTicksPerSecond % 60,
          rest % kTicksPerSecond};
}

std::string seconds_text(std::int64_t ticks) {
  const std::int64_t hundredths = ticks / (kTicksPerSecond / 100);
  if (hundredths % 100 == 0) return fmt::format("{} s", hundredths / 100);
  if (hundredths % 10 == 0) return fmt::format("{}.{} s", hundredths / 100, hundredths / 10 % 10);
  return fmt::format("{}.{:02} s", hundredths / 100, hundredths % 100);
}

}  // namespace

std::optional<Timestamp> parse_timestamp(std::string_view text) {
  Scanner in(text);
  std::int64_t ticks = in.date();
  if (!in.take_if('T') && !in.take_if('t')) in.expect(' ');
  ticks += in.time_of_day();
  ticks += in.fraction();
  ticks -= in.zone();
  if (!in.is_good() || !in.at_end()) {
    return std::nullopt;
  }
  return Timestamp{ticks};
}

std::string format_round_trip(Timestamp time) {
  const Parts p = parts_of(time);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:07}Z", p.year, p.month, p.day, p.hour,
                     p.minute, p.second, p.fraction);
}

std::string format_python(Timestamp time) {
  const Parts p = parts_of(time);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:06}Z", p.year, p.month, p.day, p.hour,
                     p.minute, p.second, p.fraction / 10);
}

std::string format_clock(Timestamp time) {
  const Parts p = parts_of(time);
  return fmt::format("{:02}:{:02}:{:02}.{:03}", p.hour, p.minute, p.second,
                     p.fraction / kTicksPerMillisecond);
}

std::string format_duration(std::int64_t ticks) {
  if (ticks < 0) {
    // The most negative number has no positive counterpart; one tick less is the same text.
    return "-" + format_duration(ticks == INT64_MIN ? INT64_MAX : -ticks);
  }
  if (ticks > 0 && ticks < kTicksPerMillisecond) return fmt::format("{} µs", ticks / 10);
  if (ticks < kTicksPerSecond) return fmt::format("{} ms", ticks / kTicksPerMillisecond);
  if (ticks < kTicksPerMinute) return seconds_text(ticks);
  if (ticks < kTicksPerHour) {
    const std::int64_t seconds = ticks / kTicksPerSecond % 60;
    const std::int64_t minutes = ticks / kTicksPerMinute;
    return seconds == 0 ? fmt::format("{} min", minutes)
                        : fmt::format("{} min {:02} s", minutes, seconds);
  }
  if (ticks < kTicksPerDay) {
    const std::int64_t minutes = ticks / kTicksPerMinute % 60;
    const std::int64_t hours = ticks / kTicksPerHour;
    return minutes == 0 ? fmt::format("{} h", hours)
                        : fmt::format("{} h {:02} min", hours, minutes);
  }
  const std::int64_t hours = ticks / kTicksPerHour % 24;
  const std::int64_t days = ticks / kTicksPerDay;
  return hours == 0 ? fmt::format("{} d", days) : fmt::format("{} d {} h", days, hours);
}

std::optional<std::int64_t> parse_time_span(std::string_view text) {
  Scanner in(text);
  const bool is_negative = in.take_if('-');
  std::int64_t days = 0;
  // "3.00:00:00" has days, "00:00:03.5" has none: the days end at a point that comes before ':'.
  if (const std::size_t point = text.find('.'); point < text.find(':')) {
    const std::size_t count = in.count_digits();
    in.expect_range(static_cast<std::int64_t>(count), 1, 8);
    days = in.is_good() ? in.digits(count) : 0;
    in.expect_range(days, 0, 10'675'199);  // .NET's TimeSpan.MaxValue is 10675199.02:48:05.4775807
    in.expect('.');
  }
  std::int64_t ticks = in.time_of_day();
  ticks += in.fraction();
  if (!in.is_good() || !in.at_end()) {
    return std::nullopt;
  }
  if (__builtin_add_overflow(ticks, days * kTicksPerDay, &ticks)) {
    return std::nullopt;
  }
  return is_negative ? -ticks : ticks;
}

std::string format_time_span(std::int64_t ticks) {
  // Of the most negative number only the unsigned type holds the magnitude.
  const auto all = static_cast<std::uint64_t>(ticks);
  const std::uint64_t size = ticks < 0 ? 0 - all : all;
  const auto seconds = size / static_cast<std::uint64_t>(kTicksPerSecond);
  const auto fraction = size % static_cast<std::uint64_t>(kTicksPerSecond);
  std::string text = ticks < 0 ? "-" : "";
  if (seconds >= 86'400) text += fmt::format("{}.", seconds / 86'400);
  text += fmt::format("{:02}:{:02}:{:02}", seconds / 3'600 % 24, seconds / 60 % 60, seconds % 60);
  if (fraction != 0) text += fmt::format(".{:07}", fraction);
  return text;
}

}  // namespace core::base
