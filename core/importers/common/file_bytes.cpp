#include "core/importers/common/file_bytes.h"

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace core::importers {

namespace {
// Giving back less at a time costs more system calls than it saves memory.
constexpr std::size_t kSpendAtLeast = 8u << 20;

/// memchr, because the large files are the ones without line ends.
std::uint32_t newlines_in(std::string_view text) {
  std::uint32_t count = 0;
  while (!text.empty()) {
    const void* found = std::memchr(text.data(), '\n', text.size());
    if (found == nullptr) break;
    ++count;
    text.remove_prefix(static_cast<std::size_t>(static_cast<const char*>(found) - text.data()) + 1);
  }
  return count;
}
}  // namespace

void FileBytes::spend(std::size_t byte) {
  if (byte < spent_ + kSpendAtLeast) return;
  line_of(byte);
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
