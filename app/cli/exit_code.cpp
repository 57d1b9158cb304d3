#include "app/cli/exit_code.h"

namespace app::cli {

ExitCode exit_code_of(const core::base::Error& error) {
  if (error.code == "cancelled") return ExitCode::cancelled;
  const bool is_code =
      error.code.starts_with("orchestrator.") || error.code.starts_with("process.");
  return is_code ? ExitCode::not_run : ExitCode::usage;
}

}  // namespace app::cli
