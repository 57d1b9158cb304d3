#include "core/importers/common/file_bytes.h"

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <numeric>

namespace core::importers {

namespace {
// Giving back less at a time costs more system calls than it saves memory.
constexpr std::size_t kSpendAtLeast = 8u << 20;

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

}  // namespace

void FileBytes::spend(std::size_t byte) {
  line_of(byte);  // at once, while the bytes are still in the cache
  if (byte < spent_ + kSpendAtLeast) return;
  const auto page = static_cast<std::uintptr_t>(sysconf(_SC_PAGESIZE));
  const auto base = reinterpret_cast<std::uintptr_t>(bytes_.data());
  const std::uintptr_t begin = (base + spent_ + page - 1) / page * page;
  const std::uintptr_t end = (base + byte) / page * page;
  if (end > begin) {
    // Private anonymous memory: the pages read as zero afterwards and stay ours.
    madvise(bytes_.data() + (begin - base), end - begin, MADV_DONTNEED);
  }
  spent_ = byte;
}

std::uint32_t FileBytes::line_of(std::size_t byte) {
  byte = std::min(byte, bytes_.size());
  if (byte < counted_to_) return line_ - newlines_in(view().substr(byte, counted_to_ - byte));
  line_ += newlines_in(view().substr(counted_to_, byte - counted_to_));
  counted_to_ = byte;
  return line_;
}

}  // namespace core::importers
