// Lines of places in a text. Remarks come in the order of the file, so each is counted from the
// one before it and not from the beginning. One thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace core::importers {

std::uint32_t newlines_in(std::string_view text);

/// Of a text that outlives it.
class LineCounter {
 public:
  explicit LineCounter(std::string_view text) : text_(text) {}
  /// Line of a byte, from 1; of the last byte behind the end.
  std::uint32_t line_of(std::size_t byte);

 private:
  std::string_view text_;
  std::size_t counted_to_ = 0;
  std::uint32_t line_ = 1;
};

}  // namespace core::importers
