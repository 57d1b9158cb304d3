// How the recorded execution ended, and the pass that runs the same episode again.
#pragma once

#include <optional>

#include "core/diagnostics/rule.h"

namespace core::diagnostics {

struct ExecutionEnd {
  model::EventIndex event;
  model::RuntimeStatus status = model::RuntimeStatus::unknown;
  /// The failure was written by the platform's determinism check, not by the code.
  bool is_platform_verdict = false;
  /// The pass of the same episode; empty when there is no trace or it was not run.
  std::optional<model::PassIndex> pass;
};

/// The last event that ends the execution; empty when the instance had not ended.
std::optional<ExecutionEnd> execution_end(const Subject& subject);

}  // namespace core::diagnostics
