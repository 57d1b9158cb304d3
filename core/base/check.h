// The one assertion of this code base. It is on in release builds: a broken invariant stops the
// program with its reason instead of showing a wrong picture.
#pragma once

#include <source_location>

namespace core::base {

/// Prints the reason and the place to stderr and aborts.
[[noreturn]] void check_failed(const char* reason, const std::source_location& where);

/// Stops the program when `condition` does not hold; `reason` says why it must.
inline void check(bool condition, const char* reason,
                  const std::source_location& where = std::source_location::current()) {
  if (!condition) [[unlikely]] {
    check_failed(reason, where);
  }
}

}  // namespace core::base
