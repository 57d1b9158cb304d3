// What the program ends with. Source: DESIGN 9. Several at once: the larger one.
#pragma once

#include "core/base/result.h"

namespace app::cli {

enum class ExitCode : int {
  ok = 0,
  failed = 1,       ///< a finding of severity error, or a verification that did not hold
  usage = 2,        ///< bad usage, or input that cannot be read
  not_run = 3,      ///< the orchestrator could not be run
  cancelled = 130,  ///< interrupted from the keyboard, as shells count it
};

constexpr ExitCode worse(ExitCode a, ExitCode b) {
  return static_cast<int>(a) > static_cast<int>(b) ? a : b;
}

/// By the error's code: orchestrator.* could not be run, everything else could not be read.
ExitCode exit_code_of(const core::base::Error& error);

}  // namespace app::cli
