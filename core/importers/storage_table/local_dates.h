// Times as storage browsers and spreadsheets show them, "3/1/2026 10:00:00 AM" or "01.03.2026
// 10:00:00": which of the two numbers is the month is told by the other dates of the same table,
// and never guessed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/timestamp.h"

namespace core::importers {

class LocalDates {
 public:
  enum class Order : std::uint8_t { unknown, month_first, day_first, both };

  /// Whether the text is a date with its year last, or one without seconds.
  static bool is_local(std::string_view text);
  /// Looks whether only one order makes this a date.
  void learn(std::string_view text);
  /// Empty when it is no date, or one of either order.
  std::optional<base::Timestamp> read(std::string_view text) const;

  Order order() const { return order_; }
  /// The date that told; empty when none did.
  const std::string& evidence() const { return evidence_; }

 private:
  Order order_ = Order::unknown;
  std::string evidence_;
};

}  // namespace core::importers
