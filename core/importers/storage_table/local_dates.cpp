#include "core/importers/storage_table/local_dates.h"

#include <fmt/format.h>

#include <utility>

#include "core/base/text.h"

namespace core::importers {

namespace {

/// Takes characters off the front; every step fails for good once one did.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  int number(std::size_t most_digits) {
    int value = 0;
    std::size_t count = 0;
    while (count < rest_.size() && count < most_digits && rest_[count] >= '0' &&
           rest_[count] <= '9') {
      value = value * 10 + (rest_[count++] - '0');
    }
    is_good_ = is_good_ && count > 0;
    digits_ = count;
    rest_.remove_prefix(count);
    return value;
  }
  bool take(std::string_view word) {
    if (rest_.size() < word.size()) return false;
    if (!base::equal_ignoring_case(rest_.substr(0, word.size()), word)) return false;
    rest_.remove_prefix(word.size());
    return true;
  }
  void expect(std::string_view word) { is_good_ = take(word) && is_good_; }
  void skip_space() {
    // Newer tools put a narrow no-break space before AM.
    while (take(" ") || take("\u202F") || take("\u00A0")) {
    }
  }
  std::string_view digits_only() {
    std::size_t count = 0;
    while (count < rest_.size() && rest_[count] >= '0' && rest_[count] <= '9') ++count;
    const std::string_view digits = rest_.substr(0, count);
    rest_.remove_prefix(count);
    return digits;
  }
  char front() const { return rest_.empty() ? '\0' : rest_.front(); }
  std::size_t digits() const { return digits_; }
  bool is_good() const { return is_good_; }
  void fail() { is_good_ = false; }
  bool at_end() const { return rest_.empty(); }

 private:
  std::string_view rest_;
  std::size_t digits_ = 0;
  bool is_good_ = true;
};

/// A date and time as written; the first two numbers in the file's order unless the year stands
/// first.
struct Written {
  int first = 0, second = 0, year = 0;
  int hour = 0, minute = 0, second_of_minute = 0;
  std::string fraction;
  char separator = '/';
  bool has_year_first = false;
  bool is_whole = false;  ///< as ISO 8601 has it: with seconds
};

void read_time(Scanner& in, Written& out) {
  out.hour = in.number(2);
  in.expect(":");
  out.minute = in.number(2);
  if (in.take(":")) {
    out.second_of_minute = in.number(2);
    out.is_whole = true;
    if (in.take(".")) out.fraction = std::string(in.digits_only().substr(0, 7));
  }
  in.skip_space();
  const bool is_morning = in.take("AM") || in.take("a.m.");
  const bool is_evening = !is_morning && (in.take("PM") || in.take("p.m."));
  if (!is_morning && !is_evening) return;
  if (out.hour < 1 || out.hour > 12) in.fail();
  out.hour = out.hour % 12 + (is_evening ? 12 : 0);
}

std::optional<Written> scan(std::string_view text) {
  Scanner in(base::trim(text));
  Written out;
  out.first = in.number(4);
  out.has_year_first = in.digits() == 4;
  out.separator = in.front();
  if (out.separator != '/' && out.separator != '.' && out.separator != '-') return std::nullopt;
  const std::string between(1, out.separator);
  in.expect(between);
  out.second = in.number(2);
  in.expect(between);
  out.year = in.number(4);
  if (out.has_year_first) {
    std::swap(out.first, out.year);  // year, month, day: the month is now the second number
  } else if (in.digits() != 4) {
    return std::nullopt;
  }
  in.take(",");
  in.skip_space();
  read_time(in, out);
  in.skip_space();
  if (!in.take("UTC") && !in.take("GMT") && !in.take("Z")) in.take("+00:00");
  if (!in.is_good() || !in.at_end()) return std::nullopt;
  return out;
}

std::optional<base::Timestamp> time_of(const Written& written, int month, int day) {
  return base::parse_timestamp(fmt::format(
      "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{}Z", written.year, month, day, written.hour,
      written.minute, written.second_of_minute, written.fraction.empty() ? "0" : written.fraction));
}

}  // namespace

bool LocalDates::is_local(std::string_view text) {
  const auto written = scan(text);
  return written && (!written->has_year_first || !written->is_whole);
}

void LocalDates::learn(std::string_view text) {
  const auto written = scan(text);
  if (!written || written->has_year_first || written->separator == '.') return;
  const bool can_be_month_first = time_of(*written, written->first, written->second).has_value();
  const bool can_be_day_first = time_of(*written, written->second, written->first).has_value();
  if (can_be_month_first == can_be_day_first) return;
  const Order order = can_be_month_first ? Order::month_first : Order::day_first;
  if (order_ == Order::unknown) {
    order_ = order;
    evidence_ = std::string(text);
  } else if (order_ != order) {
    order_ = Order::both;
  }
}

std::optional<base::Timestamp> LocalDates::read(std::string_view text) const {
  const auto written = scan(text);
  if (!written) return std::nullopt;
  const bool has_one_order = written->has_year_first || written->separator == '.';
  if (has_one_order) return time_of(*written, written->second, written->first);
  const auto month_first = time_of(*written, written->first, written->second);
  const auto day_first = time_of(*written, written->second, written->first);
  if (month_first && day_first && written->first == written->second) return month_first;
  if (!month_first || !day_first) return month_first ? month_first : day_first;
  if (order_ == Order::month_first) return month_first;
  return order_ == Order::day_first ? day_first : std::nullopt;
}

}  // namespace core::importers
