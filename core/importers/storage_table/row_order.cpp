#include "core/importers/storage_table/row_order.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>

namespace core::importers {

namespace {

std::uint64_t eight_bytes(std::string_view text, std::size_t from) {
  std::uint64_t value = 0;
  for (std::size_t i = from; i < from + 8; ++i) {
    value = value << 8 | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0u);
  }
  return value;
}

bool by_key(const MarkedRow& a, const MarkedRow& b) { return a.key < b.key; }

/// "1E+05": what a spreadsheet makes of 00000000000001E5.
bool is_spreadsheet_number(const std::string& text) {
  return text.find('+') != std::string::npos || text.find('.') != std::string::npos;
}

/// Looks at keys that are not all whole; puts zeros back where that is what they lack.
RowOrder::Keys mend(std::vector<MarkedRow>& rows, const MarkedRow*& witness) {
  std::uint64_t most = 0, last = 0;
  bool ascends = true;
  for (const MarkedRow& row : rows) {
    const auto number = row.key.number();
    if (!number) {
      witness = &row;
      // Keys of another kind are ordered as the store would.
      return is_spreadsheet_number(row.key.text()) ? RowOrder::Keys::lost : RowOrder::Keys::whole;
    }
    const bool follows = &row == &rows.front() || *number > last;
    if (!follows && ascends) witness = &row;
    ascends = ascends && follows;
    last = *number;
    most = std::max(most, last);
  }
  // Keys count rows from 0, so one far above their number is none of the platform's.
  if (!ascends && most >= 2 * rows.size() + 16) return RowOrder::Keys::lost;
  for (MarkedRow& row : rows) row.key = RowKey(fmt::format("{:016X}", *row.key.number()));
  return RowOrder::Keys::shortened;
}

}  // namespace

RowKey::RowKey(std::string_view text)
    : first_(eight_bytes(text, 0)),
      second_(eight_bytes(text, 8)),
      rest_(text.size() > 16 ? text.substr(16) : std::string_view()) {}

std::string RowKey::text() const {
  std::string text;
  for (const std::uint64_t part : {first_, second_}) {
    for (int shift = 56; shift >= 0; shift -= 8) {
      const auto byte = static_cast<char>(part >> shift & 0xFF);
      if (byte != '\0') text.push_back(byte);
    }
  }
  return text + rest_;
}

std::optional<std::uint64_t> RowKey::number() const {
  const std::string digits = text();
  std::uint64_t value = 0;
  const char* end = digits.data() + digits.size();
  const auto [stopped, error] = std::from_chars(digits.data(), end, value, 16);
  if (error != std::errc() || stopped != end || digits.size() > 16) return std::nullopt;
  return value;
}

RowOrder order_rows(std::vector<MarkedRow>& rows) {
  RowOrder order;
  const bool is_whole = std::all_of(rows.begin(), rows.end(), [](const MarkedRow& row) {
    return row.key.is_whole() || row.key.is_empty();
  });
  if (!is_whole) {
    const MarkedRow* witness = nullptr;
    order.keys = mend(rows, witness);
    if (order.keys == RowOrder::Keys::lost) {
      order.witness = *witness;
      return order;
    }
  }
  const auto out_of_order = std::is_sorted_until(rows.begin(), rows.end(), by_key);
  if (out_of_order == rows.end()) return order;
  order.witness = *out_of_order;
  std::stable_sort(rows.begin(), rows.end(), by_key);
  return order;
}

std::vector<std::vector<MarkedRow>> split_executions(std::vector<MarkedRow> rows) {
  const auto collides = [](const MarkedRow& a, const MarkedRow& b) {
    return a.key == b.key && !a.key.is_empty() && a.execution != b.execution && a.execution != 0 &&
           b.execution != 0;
  };
  std::vector<std::vector<MarkedRow>> lists;
  if (std::adjacent_find(rows.begin(), rows.end(), collides) == rows.end()) {
    lists.push_back(std::move(rows));
    return lists;
  }
  std::map<std::uint32_t, std::size_t> list_of;
  std::uint32_t execution = 0;
  for (MarkedRow& row : rows) {
    if (row.execution != 0) execution = row.execution;
    const auto [found, is_new] = list_of.emplace(execution, lists.size());
    if (is_new) lists.emplace_back();
    lists[found->second].push_back(std::move(row));
  }
  return lists;
}

}  // namespace core::importers
