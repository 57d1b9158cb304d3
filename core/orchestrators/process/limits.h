// What a child process may take. The defaults stand in DESIGN 6.
#pragma once

#include <chrono>
#include <cstddef>

namespace core::orchestrators {

/// Limits of one child. Tests shorten the times.
struct ProcessLimits {
  std::chrono::milliseconds import_time{30'000};
  /// One advance; a batch may take this long between two reports of progress.
  std::chrono::milliseconds advance_time{10'000};
  std::size_t message_bytes = 64u << 20;
  std::size_t memory_bytes = 2048u << 20;
  /// Characters printed and logged that are kept of one pass.
  std::size_t output_characters = 1u << 20;
};

}  // namespace core::orchestrators
