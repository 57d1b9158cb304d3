// User code in Python: the launcher of its child process and the Target over it (DESIGN 6).
// Session makes one a target; its runs are forks of one import where the interpreter allows it.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/orchestrators/orchestrator.h"
#include "core/orchestrators/process/limits.h"
#include "core/orchestrators/python/real_sdk.h"
#include "core/orchestrators/python/world.h"

namespace core::orchestrators {

struct PythonOptions {
  std::filesystem::path path;   ///< a .py file or a function-app folder
  std::string function;         ///< empty: the only orchestrator of the file
  std::string python;           ///< interpreter; empty: chosen (interpreter.h)
  /// What replayed code may do: "net", "files", "processes".
  std::vector<std::string> allowances;
  /// Plain generators are looked for, and no context is passed.
  bool is_plain_generator = false;
  /// The history's own name: of several orchestrators, the one that is called so.
  std::string recorded_name;
  /// Stand-ins take the place of packages that are not installed.
  bool stubs_missing = false;
  /// Name under which the file is imported; empty: its own. Custom objects carry it in histories.
  std::string module_name;
  ProcessLimits limits;
  /// Set: the installed SDK drives instead of the shim.
  std::optional<RealSdk> real_sdk;
  /// Set: the code lives in this world, looked at again when a run is opened.
  std::shared_ptr<World> world;
};

/// Starts the interpreter and imports the project. Errors: process.not_started, target.*,
/// orchestrator.no_runtime, orchestrator.import, orchestrator.time_limit, orchestrator.crashed,
/// cancelled.
base::Result<std::unique_ptr<Target>> open_python(const PythonOptions& options,
                                                  const base::WorkContext& work);

}  // namespace core::orchestrators
