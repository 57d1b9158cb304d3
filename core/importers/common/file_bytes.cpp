#include "core/importers/common/file_bytes.h"

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>

#include "core/importers/common/line_counter.h"

namespace core::importers {

namespace {
// Giving back less at a time costs more system calls than it saves memory.
constexpr std::size_t kSpendAtLeast = 8u << 20;

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
