#include "core/base/check.h"

#include <cstdio>
#include <cstdlib>

namespace core::base {

void check_failed(const char* reason, const std::source_location& where) {
  std::fprintf(stderr, "yieldscope: a program invariant does not hold: %s\n  at %s:%u in %s\n",
               reason, where.file_name(), static_cast<unsigned>(where.line()),
               where.function_name());
  std::abort();
}

}  // namespace core::base
