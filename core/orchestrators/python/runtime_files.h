// Where the files of a runtime lie: beside the binary, in the install tree, or in the source tree.
#pragma once

#include <filesystem>

#include "core/base/result.h"

namespace core::orchestrators {

/// The folder assets/runtimes/<language>, looked for from the running program upwards.
/// Errors: orchestrator.no_runtime, which names the places that were tried.
base::Result<std::filesystem::path> find_runtime_files(const std::string& language);

}  // namespace core::orchestrators
