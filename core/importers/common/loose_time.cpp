#include "core/importers/common/loose_time.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

#include "core/base/text.h"

namespace core::importers {

namespace {

std::optional<LooseTime> exact(const std::optional<base::Timestamp>& time) {
  if (!time) return std::nullopt;
  return LooseTime{*time, false};
}

/// A number off the front of a text, at most `most` digits; -1 when there is none.
int take_number(std::string_view& text, std::size_t most) {
  int number = 0;
  std::size_t count = 0;
  while (count < most && count < text.size() && text[count] >= '0' && text[count] <= '9') {
    number = number * 10 + (text[count++] - '0');
  }
  text.remove_prefix(count);
  return count == 0 ? -1 : number;
}

/// "/Date(1772359200902)/" counts milliseconds in UTC, whatever zone stands behind them.
std::optional<LooseTime> script_date(std::string_view text) {
  constexpr std::string_view kBegin = "/Date(";
  if (!text.starts_with(kBegin) || !text.ends_with(")/")) return std::nullopt;
  text.remove_prefix(kBegin.size());
  std::int64_t milliseconds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), milliseconds);
  constexpr std::int64_t kFarthest = 253'402'300'800'000;  // the year 10000
  if (error != std::errc() || milliseconds > kFarthest || milliseconds < -kFarthest) {
    return std::nullopt;
  }
  return LooseTime{{milliseconds * 10'000}, false};
}

/// "2026-03-01 10:00:01.5 +0000 UTC", "2026-03-01 10:00:01 +00:00", "2026-03-01 10:00:01 UTC".
std::optional<LooseTime> spaced_zone(std::string_view text) {
  const std::size_t time = text.find(' ');
  const std::size_t zone = time == std::string_view::npos ? time : text.find(' ', time + 1);
  if (zone == std::string_view::npos) return std::nullopt;
  std::string_view offset = text.substr(zone + 1);
  offset = offset.substr(0, offset.find(' '));
  std::string iso(text.substr(0, zone));
  if (offset == "UTC" || offset == "GMT" || offset == "Z") {
    iso += "Z";
  } else {
    iso += offset.substr(0, 3);
    const std::string_view minutes = offset.substr(std::min<std::size_t>(3, offset.size()));
    iso += minutes.empty() || minutes.starts_with(':') ? "" : ":";
    iso += minutes;
  }
  return exact(base::parse_timestamp(iso));
}

/// "10:00:00.007 AM", "10:00:00,007", "10:00": what stands behind a local date, as ISO.
std::optional<std::string> local_clock(std::string_view text) {
  int hour = take_number(text, 2);
  if (!text.starts_with(':')) return std::nullopt;
  text.remove_prefix(1);
  const int minute = take_number(text, 2);
  int second = 0;
  if (text.starts_with(':')) {
    text.remove_prefix(1);
    second = take_number(text, 2);
  }
  std::string fraction;
  if (text.starts_with('.') || text.starts_with(',')) {
    text.remove_prefix(1);
    const std::size_t end = std::min(text.find_first_not_of("0123456789"), text.size());
    fraction = "." + std::string(text.substr(0, end));
    text.remove_prefix(end);
  }
  const std::string half = base::to_lower_ascii(base::trim(text));
  if (half == "pm" && hour >= 0 && hour < 12) hour += 12;
  if (half == "am" && hour == 12) hour = 0;
  const bool is_known =
      half.empty() || half == "am" || half == "pm" || half == "utc" || half == "z";
  if (!is_known || hour < 0 || minute < 0 || second < 0) return std::nullopt;
  return fmt::format("{:02}:{:02}:{:02}{}", hour, minute, second, fraction);
}

/// "3/1/2026, 10:00:00.007 AM", "01.03.2026 10:00:00".
std::optional<LooseTime> local_date(std::string_view text) {
  int first = take_number(text, 2);
  if (text.empty() || first < 0) return std::nullopt;
  const char separator = text.front();
  if (separator != '/' && separator != '.' && separator != '-') return std::nullopt;
  text.remove_prefix(1);
  int second = take_number(text, 2);
  if (second < 0 || !text.starts_with(separator)) return std::nullopt;
  text.remove_prefix(1);
  const int year = take_number(text, 4);
  if (text.starts_with(',')) text.remove_prefix(1);
  const auto clock = local_clock(base::trim(text));
  if (!clock || year < 1000) return std::nullopt;
  const char last = text.back();
  const bool is_american = last == 'M' || last == 'm' || second > 12;
  const bool is_day_first = !is_american && (separator == '.' || first > 12);
  if (is_day_first) std::swap(first, second);
  const auto time =
      base::parse_timestamp(fmt::format("{:04}-{:02}-{:02}T{}Z", year, first, second, *clock));
  if (!time) return std::nullopt;
  return LooseTime{*time, !is_american && !is_day_first && first != second};
}

/// "Sun, 01 Mar 2026 10:00:00 GMT".
std::optional<LooseTime> http_date(std::string_view text) {
  static constexpr std::array<std::string_view, 12> kMonths{
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  if (text.size() < 25 || text[3] != ',' || !text.ends_with("GMT")) return std::nullopt;
  text = base::trim(text.substr(4));
  const int day = take_number(text, 2);
  text = base::trim(text);
  const auto month = std::find(kMonths.begin(), kMonths.end(), text.substr(0, 3));
  if (month == kMonths.end() || day < 0) return std::nullopt;
  text = base::trim(text.substr(3));
  const int year = take_number(text, 4);
  text = base::trim(text);
  if (year < 0 || text.size() < 8) return std::nullopt;
  return exact(base::parse_timestamp(fmt::format("{:04}-{:02}-{:02}T{}Z", year,
                                                 month - kMonths.begin() + 1, day,
                                                 text.substr(0, 8))));
}

}  // namespace

std::optional<LooseTime> parse_loose_time(std::string_view text) {
  text = base::trim(text);
  if (auto time = exact(base::parse_timestamp(text))) return time;
  if (auto time = script_date(text)) return time;
  if (auto time = spaced_zone(text)) return time;
  if (auto time = local_date(text)) return time;
  return http_date(text);
}

}  // namespace core::importers
