#include "core/importers/common/line_counter.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace core::importers {

/// Counts in lanes of bytes, which the compiler turns into vector instructions: an indented file
/// has a line end every twenty bytes, and all of them have to be counted.
std::uint32_t newlines_in(std::string_view text) {
  constexpr std::size_t kLanes = 64;
  constexpr std::size_t kBeforeOverflow = 255;
  std::uint32_t count = 0;
  while (text.size() >= kLanes) {
    std::array<unsigned char, kLanes> lanes{};
    const std::size_t rounds = std::min(text.size() / kLanes, kBeforeOverflow);
    for (std::size_t round = 0; round < rounds; ++round) {
      const char* bytes = text.data() + round * kLanes;
      for (std::size_t i = 0; i < kLanes; ++i) {
        lanes[i] = static_cast<unsigned char>(lanes[i] + (bytes[i] == '\n' ? 1 : 0));
      }
    }
    count = std::accumulate(lanes.begin(), lanes.end(), count);
    text.remove_prefix(rounds * kLanes);
  }
  return count + static_cast<std::uint32_t>(std::count(text.begin(), text.end(), '\n'));
}

std::uint32_t LineCounter::line_of(std::size_t byte) {
  byte = std::min(byte, text_.size());
  if (byte < counted_to_) {
    line_ -= newlines_in(text_.substr(byte, counted_to_ - byte));
  } else {
    line_ += newlines_in(text_.substr(counted_to_, byte - counted_to_));
  }
  counted_to_ = byte;
  return line_;
}

}  // namespace core::importers
